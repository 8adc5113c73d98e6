package dev.madang.media.rendition.decoder;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the files below {@code src/test/resources/devices}, which the JDK cannot write: one picture
 * in several encodings. Run it with a libvips whose libheif has encoders, such as Debian's {@code
 * libvips42}, in the folder of media-service: {@code java -cp target/classes:target/test-classes
 * dev.madang.media.rendition.decoder.PictureFixtures libvips.so.42 picture.png}.
 */
final class PictureFixtures {

  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("picture.heic", ".heif[compression=hevc,Q=80,strip]");
    FILES.put("picture-10bit.heic", ".heif[compression=hevc,Q=80,bitdepth=10,strip]");
    FILES.put("picture.avif", ".heif[compression=av1,Q=80,strip]");
    FILES.put("picture.webp", ".webp[Q=90,strip]");
    FILES.put("picture-lossless.webp", ".webp[lossless,strip]");
    FILES.put("picture-restart.jpg", ".jpg[Q=90,restart_interval=1,strip]");
  }

  private PictureFixtures() {}

  static void main(String[] arguments) throws IOException {
    var vips = new Libvips(arguments[0]);
    var folder = Files.createDirectories(Path.of("src/test/resources/devices"));
    try (var arena = Arena.ofConfined()) {
      var png = Files.readAllBytes(Path.of(arguments[1]));
      var bytes = arena.allocate(png.length);
      MemorySegment.copy(png, 0, bytes, ValueLayout.JAVA_BYTE, 0, png.length);
      for (var file : FILES.entrySet()) {
        try (var image = vips.open(bytes, "")) {
          Files.write(folder.resolve(file.getKey()), image.encoded(file.getValue()));
        }
      }
    }
  }
}
