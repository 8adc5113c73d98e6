package dev.madang.user;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Run with {@code -Dcontracts.update=true} after an intended change, then read the diff. */
class OpenApiTests extends RunningService {

  private static final Pattern OPERATION_ID = Pattern.compile("(?m)^ *operationId: (.*)$");

  private final MockMvcTester http;

  @Autowired
  OpenApiTests(MockMvcTester http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "internal"})
  void theContractMatchesTheService(String group) throws IOException {
    var contract = Path.of("..", "contracts", "openapi", group, "user-service.yaml");
    var response = http.get().uri("/openapi.yaml/" + group).exchange().getResponse();
    var spec = new String(response.getContentAsByteArray(), UTF_8);
    if (Boolean.getBoolean("contracts.update")) {
      Files.createDirectories(contract.getParent());
      Files.writeString(contract, spec);
    }
    assertThat(spec).isEqualTo(Files.readString(contract));
    // A generated id ends in _1 when two methods have the same name.
    assertThat(OPERATION_ID.matcher(spec).results().map(it -> it.group(1)))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .noneMatch(id -> id.matches(".*_\\d.*|.*\\d"));
  }
}
