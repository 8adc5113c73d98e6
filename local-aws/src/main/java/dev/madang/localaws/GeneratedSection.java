package dev.madang.localaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * A part of a document that a test writes from the code, between {@code <!-- generated: NAME -->}
 * and {@code <!-- end: NAME -->}. The test compares it, and writes it with {@code
 * -Dcontracts.update=true}.
 *
 * @param document relative to the repository
 */
public record GeneratedSection(String document, String name) {

  /**
   * @throws AssertionError if the document differs
   */
  public void check(String expected) {
    var file = Repository.root().resolve(document);
    try {
      var text = Files.readString(file);
      var wanted = replaced(text, "\n" + expected.strip() + "\n");
      if (Boolean.getBoolean("contracts.update")) {
        Files.writeString(file, wanted);
      } else if (!text.equals(wanted)) {
        throw new AssertionError(
            document + " is not current; run this test with -Dcontracts.update=true");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String replaced(String text, String content) {
    var start = "<!-- generated: " + name + " -->\n";
    var end = "<!-- end: " + name + " -->";
    var from = text.indexOf(start) + start.length();
    var to = text.indexOf(end);
    if (from < start.length() || to < from) {
      throw new IllegalStateException(document + " lacks the markers of " + name);
    }
    return text.substring(0, from) + content + "\n" + text.substring(to);
  }
}
