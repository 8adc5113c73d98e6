package dev.madang.media.rendition.pool;

import dev.madang.localaws.LocalAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** Decoders for tests, with the libvips that the project fetched. */
public final class TestDecoders {

  private static final Path FETCHED = Path.of("..", ".local", "native", "libvips.so.42");

  private TestDecoders() {}

  /** The library's path. */
  public static String libvips() {
    return Optional.ofNullable(System.getenv("MADANG_LIBVIPS")).orElseGet(TestDecoders::fetched);
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

  private static String fetched() {
    if (Files.notExists(FETCHED)) {
      LocalAws.running(); // its installation brings the library
    }
    return FETCHED.toAbsolutePath().toString();
  }
}
