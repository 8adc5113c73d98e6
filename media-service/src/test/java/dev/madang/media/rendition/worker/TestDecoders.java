package dev.madang.media.rendition.worker;

import dev.madang.localaws.LocalAws;
import dev.madang.media.rendition.OutputFormat;
import dev.madang.media.rendition.worker.RenditionProperties.Preset;
import dev.madang.media.rendition.worker.RenditionProperties.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** Decoders for tests, with the libvips that the project fetched. */
public final class TestDecoders {

  private static final Path FETCHED = Path.of("..", ".local", "native", "libvips.so.42");

  private static final long MAX_PIXELS = 201_326_592;
  private static final long MAX_PIXELS_IN_MEMORY = 50_331_648;

  private static final String SYSTEM = "libvips.so.42";

  private TestDecoders() {}

  /** The library's path. */
  public static String libvips() {
    return Optional.ofNullable(System.getenv("MADANG_LIBVIPS")).orElseGet(TestDecoders::fetched);
  }

  static DecoderRegistry decoders(RenditionProperties properties) {
    return DecoderRegistry.start(properties);
  }

  /** A decoder that is a shell command: it sends the handshake, then runs the command. */
  static DecoderRegistry decodersOf(String script, Duration cpuLimit, Duration timeout) {
    return decodersOf(0, script, cpuLimit, timeout);
  }

  /**
   * @param libheif the version that the handshake tells, such as 119 for 1.19
   */
  static DecoderRegistry decodersOf(
      int libheif, String script, Duration cpuLimit, Duration timeout) {
    var handshake =
        "\\001\\000\\001x\\000\\000\\000\\%03o\\000\\000\\000\\077\\000\\000".formatted(libheif);
    var command = new ProcessBuilder("sh", "-c", "printf '" + handshake + "'; " + script);
    var properties =
        properties(
            presets(), cpuLimit, timeout, DataSize.ofGigabytes(1), List.of(libvips(), SYSTEM));
    return new DecoderRegistry(properties, List.of(new DecoderPool(properties, "shell", command)));
  }

  /** The default properties of the service. */
  static RenditionProperties properties(Duration cpuLimit, DataSize memory) {
    return properties(presets(), cpuLimit, memory, List.of(libvips(), SYSTEM));
  }

  /** One decoder with this memory limit, for the types that the fetched library decodes. */
  static RenditionProperties tight(DataSize memory) {
    return properties(presets(), Duration.ofSeconds(10), memory, List.of(libvips()));
  }

  static RenditionProperties properties(
      Map<String, Preset> presets, Duration cpuLimit, DataSize memory, List<String> libvips) {
    return properties(presets, cpuLimit, Duration.ofSeconds(40), memory, libvips);
  }

  private static RenditionProperties properties(
      Map<String, Preset> presets,
      Duration cpuLimit,
      Duration timeout,
      DataSize memory,
      List<String> libvips) {
    return new RenditionProperties(
        presets,
        80,
        DataSize.ofMegabytes(64),
        MAX_PIXELS,
        MAX_PIXELS_IN_MEMORY,
        16_384,
        DataSize.ofMegabytes(24),
        cpuLimit,
        timeout,
        memory,
        1,
        libvips);
  }

  static Map<String, Preset> presets() {
    var presets = new LinkedHashMap<String, Preset>();
    presets.put("small", preset(250, Shape.WHOLE));
    presets.put("medium", preset(1000, Shape.WHOLE));
    presets.put("large", preset(2000, Shape.WHOLE));
    presets.put("square", preset(320, Shape.SQUARE));
    return presets;
  }

  static Preset preset(int edge, Shape shape) {
    return new Preset(edge, shape, List.of(OutputFormat.WEBP, OutputFormat.JPEG));
  }

  private static String fetched() {
    if (Files.notExists(FETCHED)) {
      LocalAws.running(); // its installation brings the library
    }
    return FETCHED.toAbsolutePath().toString();
  }
}
