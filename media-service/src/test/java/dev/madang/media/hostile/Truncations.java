package dev.madang.media.hostile;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A good picture cut off at every byte. */
final class Truncations {

  private Truncations() {}

  static Stream<HostileFile> of(SmallPicture picture) {
    var whole = picture.bytes();
    return IntStream.range(0, whole.length)
        .mapToObj(length -> {
          var name = "%s cut to %d of %d".formatted(picture, length, whole.length);
          var cut = Arrays.copyOf(whole, length);
          return length < whole.length - tail(picture)
              ? HostileFile.bad(name, picture.contentType(), cut)
              : HostileFile.doubtful(name, picture.contentType(), cut);
        });
  }

  /** So many last bytes may be missing while all pixels are there. */
  private static int tail(SmallPicture picture) {
    return switch (picture) {
      case JPEG -> 3; // the end marker, and a byte of padding
      case PNG -> 21; // the chunk that ends the file, a checksum of the pixels and one of zlib
      case GIF -> 4; // the trailer, the empty block, the code that ends
      case WEBP, HEIC, AVIF -> 1;
    };
  }
}
