package dev.madang.media.rendition.pool;

import dev.madang.media.rendition.Renditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** Decoders for tests, with the libvips that the project fetched. */
public final class TestDecoders {

  private static final Path FETCHED = Path.of("../.local");

  private TestDecoders() {}

  /** The library's path, or its plain name where only the system can have one. */
  public static String libvips() {
    return Optional.ofNullable(System.getenv("MADANG_LIBVIPS"))
        .or(TestDecoders::fetched)
        .orElse("libvips.so.42");
  }

  public static Renditions renditions() {
    return pool(properties(Duration.ofSeconds(10), DataSize.ofGigabytes(1)));
  }

  static DecoderPool pool(RenditionProperties properties) {
    return new DecoderPool(
        properties, DecoderCommand.of(properties.libvips(), properties.memory()));
  }

  /** A decoder that is a line of shell: it greets, then does what the line says. */
  static DecoderPool poolOf(String script, Duration timeLimit) {
    var command = new ProcessBuilder("sh", "-c", "printf '\\001\\000\\001x'; " + script);
    return new DecoderPool(properties(timeLimit, DataSize.ofGigabytes(1)), command);
  }

  static RenditionProperties properties(Duration timeLimit, DataSize memory) {
    var presets = new LinkedHashMap<String, Integer>();
    presets.put("small", 250);
    presets.put("medium", 1000);
    presets.put("large", 2000);
    return new RenditionProperties(
        presets, 80, 50_000_000, 16_384, timeLimit, memory, 1, libvips());
  }

  private static Optional<String> fetched() {
    if (Files.notExists(FETCHED)) {
      return Optional.empty();
    }
    try (var files =
        Files.find(
            FETCHED,
            8,
            (file, _) -> file.getFileName().toString().matches("libvips.*\\.so\\.42"))) {
      return files.map(Path::toString).findFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
