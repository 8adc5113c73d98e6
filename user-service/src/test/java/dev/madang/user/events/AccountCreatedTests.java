package dev.madang.user.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccountCreatedTests {

  private final JsonMapper json = new JsonMapper();

  @Test
  void matchesTheContract() throws IOException {
    var contract =
        json.readTree(
            Files.readString(Path.of("..", "contracts", "events", "account-created.v1.json")));

    var event =
        AccountCreated.event(
            contract.path("id").stringValue(),
            Instant.parse(contract.path("time").stringValue()),
            contract.path("subject").stringValue());

    assertThat(json.<JsonNode>valueToTree(event)).isEqualTo(contract);
  }
}
