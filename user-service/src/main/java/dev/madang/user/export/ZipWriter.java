package dev.madang.user.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON and text files to a ZIP file; a list element by element. */
final class ZipWriter implements AutoCloseable {

  private final ZipOutputStream zip;
  private final ObjectWriter json;

  ZipWriter(OutputStream out, JsonMapper json) {
    this.zip = new ZipOutputStream(out, UTF_8);
    this.json =
        json.writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET);
  }

  void text(String name, String text) {
    entry(name, () -> zip.write(text.getBytes(UTF_8)));
  }

  void object(String name, Object content) {
    entry(name, () -> json.writeValue(zip, content));
  }

  /**
   * @param elements passes each element to its argument
   */
  <T> void list(String name, Consumer<Consumer<T>> elements) {
    entry(
        name,
        () -> {
          try (var array = json.writeValuesAsArray(zip)) {
            elements.accept(array::write);
          }
        });
  }

  private void entry(String name, Content content) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      content.write();
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private interface Content {
    void write() throws IOException;
  }
}
