package dev.madang.media.rendition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The accepted image types, recognized by the first bytes. */
public enum ImageType {
  JPEG(List.of("image/jpeg")) {
    @Override
    boolean starts(String start) {
      return start.startsWith("\u00ff\u00d8\u00ff");
    }
  },
  PNG(List.of("image/png")) {
    @Override
    boolean starts(String start) {
      return start.startsWith("\u0089PNG\r\n\u001a\n");
    }
  },
  WEBP(List.of("image/webp")) {
    @Override
    boolean starts(String start) {
      return start.startsWith("RIFF") && start.startsWith("WEBP", 8);
    }
  },
  GIF(List.of("image/gif")) {
    @Override
    boolean starts(String start) {
      return start.startsWith("GIF87a") || start.startsWith("GIF89a");
    }
  },
  AVIF(List.of("image/avif")) {
    @Override
    boolean starts(String start) {
      return brands(start).anyMatch(Set.of("avif", "avis")::contains);
    }
  },
  /** Photos of iPhones. HEVC or another codec in a HEIF container. */
  HEIC(List.of("image/heic", "image/heif")) {
    @Override
    boolean starts(String start) {
      return brands(start)
          .anyMatch(
              Set.of(
                      "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1",
                      "mif2", "msf1", "miaf", "heif")
                  ::contains);
    }
  };

  /** The number of bytes that identify a type. */
  public static final int SIGNATURE_LENGTH = 256;

  private final List<String> contentTypes;

  ImageType(List<String> contentTypes) {
    this.contentTypes = contentTypes;
  }

  public String contentType() {
    return contentTypes.getFirst();
  }

  /** Whether it is a media type of this image type. */
  public boolean matches(String contentType) {
    return contentTypes.contains(contentType);
  }

  /**
   * @param start of a file, all of it or {@link #SIGNATURE_LENGTH} bytes
   */
  public static Optional<ImageType> of(byte[] start) {
    var text = new String(start, 0, Math.min(start.length, SIGNATURE_LENGTH), ISO_8859_1);
    return Stream.of(values()).filter(type -> type.starts(text)).findFirst();
  }

  public static Optional<ImageType> named(String contentType) {
    return Stream.of(values()).filter(type -> type.matches(contentType)).findFirst();
  }

  abstract boolean starts(String start);

  /**
   * The brands of an ISO media file. It starts with a box: length, {@code ftyp}, major brand,
   * version, compatible brands.
   */
  private static Stream<String> brands(String start) {
    if (start.length() < 16 || !start.startsWith("ftyp", 4)) {
      return Stream.empty();
    }
    long length =
        IntStream.range(0, 4).mapToLong(start::charAt).reduce(0, (sum, each) -> sum << 8 | each);
    int end = (int) Math.min(length, start.length());
    return IntStream.iterate(8, at -> at + 4 <= end, at -> at + 4)
        .filter(at -> at != 12)
        .mapToObj(at -> start.substring(at, at + 4));
  }
}
