package dev.madang.notification.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The examples of {@code contracts/events}, which the tests of publishers and consumers share. */
class Examples {

  static final JsonMapper JSON = new JsonMapper();

  private Examples() {}

  static ObjectNode example(String name) {
    try {
      var file = Path.of("..", "contracts", "events", name + ".json");
      return (ObjectNode) JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode data(ObjectNode event) {
    return (ObjectNode) event.get("data");
  }

  static ReceivedEvent event(ObjectNode example) {
    return JSON.treeToValue(example, ReceivedEvent.class);
  }
}
