package dev.madang.notification;

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

/** Run with {@code -Dcontracts.update=true} after an intended change, then read the difference. */
class OpenApiTests extends RunningService {

  private static final Path CONTRACTS = Path.of("..", "contracts", "openapi");
  private static final Pattern OPERATION_ID = Pattern.compile("(?m)^ +operationId: (.*)$");

  private final MockMvcTester http;

  @Autowired
  OpenApiTests(MockMvcTester http) {
    this.http = http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "internal"})
  void theContractIsTheSpecOfTheService(String audience) throws IOException {
    var response = http.get().uri("/openapi.yaml/" + audience).exchange().getResponse();
    var spec = new String(response.getContentAsByteArray(), UTF_8);
    var contract = CONTRACTS.resolve(audience).resolve("notification-service.yaml");
    if (Boolean.getBoolean("contracts.update")) {
      Files.createDirectories(contract.getParent());
      Files.writeString(contract, spec);
    }

    assertThat(spec).isEqualTo(Files.readString(contract));
    assertThat(OPERATION_ID.matcher(spec).results().map(it -> it.group(1)).toList())
        .isNotEmpty()
        .noneMatch(it -> it.matches(".*(_\\d.*|\\d)"));
  }
}
