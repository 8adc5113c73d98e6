package dev.madang.media.hostile;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A sample image, truncated at every byte. */
final class Truncations {

  private Truncations() {}

  static Stream<HostileFile> of(SampleImage image) {
    var complete = image.bytes();
    return IntStream.range(0, complete.length)
        .mapToObj(length -> {
          var name = "%s truncated to %d of %d".formatted(image, length, complete.length);
          var truncated = Arrays.copyOf(complete, length);
          return length < complete.length - tail(image)
              ? HostileFile.rejected(name, image.contentType(), truncated)
              : HostileFile.anyOutcome(name, image.contentType(), truncated);
        });
  }

  /** How many last bytes may be missing while all pixels are complete. */
  private static int tail(SampleImage image) {
    return switch (image) {
      case JPEG -> 3; // the end marker, and a byte of padding
      case PNG -> 21; // the chunk that ends the file, a checksum of the pixels and one of zlib
      case GIF -> 4; // the trailer, the empty block, the code that ends
      case WEBP, HEIC, AVIF -> 1;
    };
  }
}
