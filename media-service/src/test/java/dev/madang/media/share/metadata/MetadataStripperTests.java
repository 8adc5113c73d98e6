package dev.madang.media.share.metadata;

import static dev.madang.media.share.metadata.PhotoWithMetadata.SECRET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.rendition.Photos;
import dev.madang.media.share.metadata.StripResult.Refused;
import dev.madang.media.share.metadata.StripResult.Stripped;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataStripperTests {

  private static final int MUTATIONS = 2000;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("imagesWithMetadata")
  void metadataIsRemoved(byte[] image, Stripped expected) throws IOException {
    assertThat(text(image)).contains(SECRET);

    assertThat(strip(image)).isEqualTo(expected);

    assertThat(text(stripped())).doesNotContain(SECRET).doesNotContain("GPS").doesNotContain("xmp");
  }

  @ParameterizedTest
  @MethodSource("imagesWithMetadata")
  void strippingIsIdempotent(byte[] image, Stripped expected) throws IOException {
    strip(image);
    var once = stripped();

    assertThat(strip(once)).isEqualTo(expected);

    assertThat(stripped()).isEqualTo(once);
  }

  @Test
  void phonePhotosKeepTheirPixelsOnly() throws IOException {
    for (var photo : List.of(Photos.moray(), Photos.dandelion())) {
      assertThat(text(photo)).contains("Exif");

      assertThat(strip(photo)).isInstanceOf(Stripped.class);

      var clean = stripped();
      assertThat(clean.length).isLessThan(photo.length);
      assertThat(text(clean)).doesNotContain("Photoshop").doesNotContain("http://ns.adobe.com");
      assertSamePixels(clean, photo);
    }
  }

  @Test
  void orientationIsTheOnlyRemainingExif() throws IOException {
    strip(Photos.dandelion());

    var clean = text(stripped());
    int exif = clean.indexOf("Exif\0\0");
    assertThat(exif).isPositive();
    assertThat(clean.indexOf("Exif", exif + 1)).isNegative();
    assertThat(clean.charAt(exif - 1)).isEqualTo((char) (2 + 6 + 26));
    assertThat(clean.substring(exif + 6)).startsWith(text(Orientation.tiff(6)));
  }

  @Test
  void pixelsStayTheSame() throws IOException {
    for (var image :
        List.of(PhotoWithMetadata.png(), PhotoWithMetadata.gif(), PhotoWithMetadata.jpeg())) {
      strip(image);

      assertSamePixels(stripped(), image);
    }
  }

  @Test
  void orientationAndColorProfileStay() throws IOException {
    strip(PhotoWithMetadata.jpeg());
    assertThat(text(stripped())).contains("profile").contains(text(Orientation.tiff(6)));
    strip(PhotoWithMetadata.png());
    assertThat(text(stripped()))
        .contains(text(PhotoWithMetadata.chunk("iCCP", PhotoWithMetadata.bytes("icc\0\0profile"))))
        .contains(text(PhotoWithMetadata.chunk("eXIf", Orientation.tiff(3))));
    strip(PhotoWithMetadata.webp());
    assertThat(text(stripped())).contains("profile").contains("EXIF\u001a\0\0\0");
    strip(PhotoWithMetadata.gif());
    assertThat(text(stripped())).contains("NETSCAPE2.0");
  }

  @Test
  void webpHeaderMatchesTheRemainingChunks() throws IOException {
    strip(PhotoWithMetadata.webp());

    var clean = stripped();
    // Colour profile and EXIF, which has the orientation; no XMP.
    assertThat(clean[20]).isEqualTo((byte) 0x28);
    assertThat(ByteBuffer.wrap(clean).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(4))
        .isEqualTo(clean.length - 8);
    var plain = Photos.webp();
    assertThat(text(clean)).contains(text(Arrays.copyOfRange(plain, 12, plain.length)));
  }

  @Test
  void heicKeepsItsLengthAndItsImageData() throws IOException {
    var image = PhotoWithMetadata.heic();

    strip(image);

    var clean = stripped();
    assertThat(clean).hasSize(image.length);
    assertThat(text(clean).indexOf(text(PhotoWithMetadata.image())))
        .isPositive()
        .isEqualTo(text(image).indexOf(text(PhotoWithMetadata.image())));
    assertThat(text(clean)).doesNotContain("uuid").doesNotContain("udes").doesNotContain("mpvd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%PDF-1.7 and so on, and so on",
        "PK\u0003\u0004 a zip of something",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "II*\0 a raw photo of a camera",
        "\0\0\0\u0018ftypisom a film of somebody",
        "\u00ff\u00d8\u00ff\u00d9 nothing shown",
        "GIF89a\0\0\0\0\0\0\0;           "
      })
  void unsupportedFilesAreRefused(String file) throws IOException {
    assertThat(strip(PhotoWithMetadata.bytes(file))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @MethodSource("imagesWithMetadata")
  void truncatedImagesAreRefused(byte[] image, Stripped expected) throws IOException {
    int required =
        text(image).lastIndexOf("SECRET") < 0 ? image.length : requiredLength(image, expected);
    for (int length = 0; length < required; length++) {
      assertThat(strip(Arrays.copyOf(image, length)))
          .as("%d bytes", length)
          .isInstanceOf(Refused.class);
    }
  }

  /** The length up to the end of the image; data behind it may be missing. */
  private static int requiredLength(byte[] image, Stripped expected) {
    return switch (expected.extension()) {
      case "jpg" -> text(image).lastIndexOf("\u00ff\u00d9") + 2;
      case "png" -> text(image).indexOf("IEND") + 8;
      case "gif" -> text(image).lastIndexOf("SECRET");
      case "webp" -> text(image).lastIndexOf("SECRET");
      // Whole boxes behind the image may be missing, but no part of one.
      default -> text(image).indexOf("uuid") - 4;
    };
  }

  @ParameterizedTest
  @MethodSource("imagesWithMetadata")
  void damagedImagesAreStrippedOrRefused(byte[] image, Stripped expected) throws IOException {
    var random = new Random(20261125);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      var mutated = image.clone();
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        int at = random.nextInt(mutated.length);
        switch (random.nextInt(4)) {
          case 0 -> mutated[at] = (byte) random.nextInt();
          case 1 -> mutated[at] = (byte) 0xff;
          case 2 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
          default -> {
            int length = random.nextInt(Math.min(16, mutated.length - at) + 1);
            Arrays.fill(mutated, at, at + length, (byte) random.nextInt());
          }
        }
      }
      // Any exception fails the test.
      if (strip(mutated) instanceof Refused) {
        refused++;
      } else {
        assertThat(stripped().length).isLessThanOrEqualTo(mutated.length);
      }
    }
    assertThat(refused).isPositive();
    assertThat(expected).isNotNull();
  }

  @Test
  void manyChunksDoNotExhaustTheHeap() throws IOException {
    var start = Photos.corner("png", 4, 4, Color.RED);
    var many = ByteBuffer.allocate(33 + 24 * 200_000);
    many.put(start, 0, 33);
    while (many.hasRemaining()) {
      many.put(PhotoWithMetadata.chunk("tEXt", new byte[0]))
          .put(PhotoWithMetadata.chunk("sBIT", new byte[0]));
    }

    assertThat(strip(many.array())).isInstanceOf(Refused.class);
  }

  static List<Arguments> imagesWithMetadata() {
    return List.of(
        Arguments.of(PhotoWithMetadata.jpeg(), new Stripped("image/jpeg", "jpg")),
        Arguments.of(PhotoWithMetadata.png(), new Stripped("image/png", "png")),
        Arguments.of(PhotoWithMetadata.gif(), new Stripped("image/gif", "gif")),
        Arguments.of(PhotoWithMetadata.webp(), new Stripped("image/webp", "webp")),
        Arguments.of(PhotoWithMetadata.heic(), new Stripped("image/heic", "heic")));
  }

  private StripResult strip(byte[] file) throws IOException {
    var from = folder.resolve("from");
    Files.write(from, file);
    return MetadataStripper.clean(from, folder.resolve("to"));
  }

  private byte[] stripped() throws IOException {
    return Files.readAllBytes(folder.resolve("to"));
  }

  private static void assertSamePixels(byte[] one, byte[] other) throws IOException {
    var seen = image(one);
    var before = image(other);
    assertThat(seen.getWidth()).isEqualTo(before.getWidth());
    assertThat(seen.getHeight()).isEqualTo(before.getHeight());
    for (int y = 0; y < seen.getHeight(); y++) {
      assertThat(row(seen, y)).isEqualTo(row(before, y));
    }
  }

  private static int[] row(BufferedImage image, int y) {
    return image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
  }

  private static BufferedImage image(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
