package dev.madang.media.hostile;

import dev.madang.media.rendition.RejectionReason;
import java.util.Random;
import java.util.stream.Stream;

/** Images whose second half is missing, or whose last quarter is damaged. */
final class HalfFiles {

  private HalfFiles() {}

  static Stream<HostileFile> missing() {
    return Stream.of(SampleImage.values())
        .map(image -> {
          var whole = image.bytes();
          return HostileFile.rejected(
              "half of a " + image,
              image.contentType(),
              Bytes.slice(whole, 0, whole.length / 2),
              RejectionReason.CORRUPT,
              RejectionReason.UNSUPPORTED_TYPE);
        });
  }

  /** JPEG, WebP and HEIC have no checksums: what follows the damage is shown as it is decoded. */
  static Stream<HostileFile> garbage() {
    return Stream.of(SampleImage.values())
        .map(image -> {
          var bytes = image.bytes();
          int from = bytes.length * 3 / 4; // behind the headers
          var garbage = new byte[bytes.length - from - 2]; // the end marker stays
          new Random(1).nextBytes(garbage);
          for (int i = 0; i < garbage.length; i++) {
            garbage[i] &= 0x7F; // no other marker
          }
          System.arraycopy(garbage, 0, bytes, from, garbage.length);
          var name = "garbage at the end of a " + image;
          return switch (image) {
            case PNG ->
                HostileFile.rejected(name, image.contentType(), bytes, RejectionReason.CORRUPT);
            case GIF, AVIF -> HostileFile.anyOutcome(name, image.contentType(), bytes);
            case JPEG, WEBP, HEIC -> HostileFile.shown(name, image.contentType(), bytes);
          };
        });
  }
}
