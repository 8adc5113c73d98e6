package dev.madang.user;

import static java.util.stream.Collectors.joining;

import dev.madang.localaws.GeneratedSection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcontracts.update=true} after an intended change, then read the diff. */
class ErrorReferenceTests {

  @Test
  void errorReferenceListsEveryProblemType() {
    var rows =
        Stream.of(UserProblem.values())
            .map(
                it -> "| `%s` | %d | %s |\n".formatted(it.code(), it.status().value(), it.detail()))
            .collect(joining());
    new GeneratedSection("docs/reference/errors.md", "user-service")
        .check("| `urn:madang:problem:…` | Status | Meaning |\n|---|---|---|\n" + rows);
  }
}
