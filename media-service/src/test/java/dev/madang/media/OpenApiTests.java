package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Run with {@code -Dcontracts.update=true} after an intended change, then read the difference. */
class OpenApiTests extends RunningService {

  private static final Path CONTRACTS = Path.of("..", "contracts", "openapi");
  private static final Pattern GENERATED_ID =
      Pattern.compile("operationId: \\w*(_\\d\\w*|\\d)$", Pattern.MULTILINE);

  private final MockMvcTester http;

  @Autowired
  OpenApiTests(MockMvcTester http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "internal"})
  void contractDescribesTheService(String group) throws IOException {
    var response = http.get().uri("/openapi.yaml/" + group).exchange().getResponse();
    var spec = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    var contract = CONTRACTS.resolve(group).resolve("media-service.yaml");
    if (Boolean.getBoolean("contracts.update")) {
      Files.createDirectories(contract.getParent());
      Files.writeString(contract, spec);
    }
    assertThat(GENERATED_ID.matcher(spec).results()).as("operation ids set by hand").isEmpty();
    assertThat(spec).isEqualTo(Files.readString(contract));
  }
}
