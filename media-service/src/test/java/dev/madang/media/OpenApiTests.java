package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Run with {@code -Dcontracts.update=true} after a wanted change, then read the difference. */
class OpenApiTests extends RunningService {

  private static final Path CONTRACT = Path.of("..", "contracts", "openapi", "media-service.yaml");

  private final MockMvcTester http;

  @Autowired
  OpenApiTests(MockMvcTester http) {
    this.http = http;
  }

  @Test
  void theContractSaysWhatTheServiceDoes() throws IOException {
    var said = http.get().uri("/openapi.yaml").exchange().getResponse();
    var spec =
        new String(said.getContentAsByteArray(), StandardCharsets.UTF_8)
            .replaceAll("(?m)^servers:\\n(?:[- ].*\\n)*", "");
    if (Boolean.getBoolean("contracts.update")) {
      Files.createDirectories(CONTRACT.getParent());
      Files.writeString(CONTRACT, spec);
    }
    assertThat(spec).isEqualTo(Files.readString(CONTRACT));
  }
}
