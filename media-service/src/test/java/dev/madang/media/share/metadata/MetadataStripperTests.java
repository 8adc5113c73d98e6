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
  @MethodSource("talkative")
  void nothingIsSaidBesideThePicture(byte[] picture, Stripped kind) throws IOException {
    assertThat(text(picture)).contains(SECRET);

    assertThat(removal(picture)).isEqualTo(kind);

    assertThat(text(cleaned())).doesNotContain(SECRET).doesNotContain("GPS").doesNotContain("xmp");
  }

  @ParameterizedTest
  @MethodSource("talkative")
  void whatIsCleanStaysAsItIs(byte[] picture, Stripped kind) throws IOException {
    removal(picture);
    var once = cleaned();

    assertThat(removal(once)).isEqualTo(kind);

    assertThat(cleaned()).isEqualTo(once);
  }

  @Test
  void aPhoneSPhotoKeepsItsPixelsAndLosesWhereItWasTaken() throws IOException {
    for (var photo : List.of(Photos.moray(), Photos.dandelion())) {
      assertThat(text(photo)).contains("Exif");

      assertThat(removal(photo)).isInstanceOf(Stripped.class);

      var clean = cleaned();
      assertThat(clean.length).isLessThan(photo.length);
      assertThat(text(clean)).doesNotContain("Photoshop").doesNotContain("http://ns.adobe.com");
      assertSamePixels(clean, photo);
    }
  }

  @Test
  void howTheCameraWasHeldIsTheOneThingThatExifSays() throws IOException {
    removal(Photos.dandelion());

    var clean = text(cleaned());
    int exif = clean.indexOf("Exif\0\0");
    assertThat(exif).isPositive();
    assertThat(clean.indexOf("Exif", exif + 1)).isNegative();
    assertThat(clean.charAt(exif - 1)).isEqualTo((char) (2 + 6 + 26));
    assertThat(clean.substring(exif + 6)).startsWith(text(Orientation.tiff(6)));
  }

  @Test
  void pixelsOfPngAndGifAreTheSame() throws IOException {
    for (var picture :
        List.of(PhotoWithMetadata.png(), PhotoWithMetadata.gif(), PhotoWithMetadata.jpeg())) {
      removal(picture);

      assertSamePixels(cleaned(), picture);
    }
  }

  @Test
  void orientationAndColourProfileStayInEachKind() throws IOException {
    removal(PhotoWithMetadata.jpeg());
    assertThat(text(cleaned())).contains("profile").contains(text(Orientation.tiff(6)));
    removal(PhotoWithMetadata.png());
    assertThat(text(cleaned()))
        .contains(text(PhotoWithMetadata.chunk("iCCP", PhotoWithMetadata.bytes("icc\0\0profile"))))
        .contains(text(PhotoWithMetadata.chunk("eXIf", Orientation.tiff(3))));
    removal(PhotoWithMetadata.webp());
    assertThat(text(cleaned())).contains("profile").contains("EXIF\u001a\0\0\0");
    removal(PhotoWithMetadata.gif());
    assertThat(text(cleaned())).contains("NETSCAPE2.0");
  }

  @Test
  void aWebpSaysNoMoreThanItHas() throws IOException {
    removal(PhotoWithMetadata.webp());

    var clean = cleaned();
    // Colour profile and EXIF, which has the orientation; no XMP.
    assertThat(clean[20]).isEqualTo((byte) 0x28);
    assertThat(ByteBuffer.wrap(clean).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(4))
        .isEqualTo(clean.length - 8);
    var plain = Photos.webp();
    assertThat(text(clean)).contains(text(Arrays.copyOfRange(plain, 12, plain.length)));
  }

  @Test
  void aHeicKeepsItsLengthItsPictureAndItsPlaces() throws IOException {
    var picture = PhotoWithMetadata.heic();

    removal(picture);

    var clean = cleaned();
    assertThat(clean).hasSize(picture.length);
    assertThat(text(clean).indexOf(text(PhotoWithMetadata.picture())))
        .isPositive()
        .isEqualTo(text(picture).indexOf(text(PhotoWithMetadata.picture())));
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
  void whatWeDoNotKnowToTheLastByteIsRefused(String file) throws IOException {
    assertThat(removal(PhotoWithMetadata.bytes(file))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @MethodSource("talkative")
  void noPictureThatIsCutOffIsTakenForAWholeOne(byte[] picture, Stripped kind) throws IOException {
    int whole = text(picture).lastIndexOf("SECRET") < 0 ? picture.length : needed(picture, kind);
    for (int length = 0; length < whole; length++) {
      assertThat(removal(Arrays.copyOf(picture, length)))
          .as("%d bytes", length)
          .isInstanceOf(Refused.class);
    }
  }

  /** Up to the end of the picture: what stands behind it is not needed. */
  private static int needed(byte[] picture, Stripped kind) {
    return switch (kind.extension()) {
      case "jpg" -> text(picture).lastIndexOf("\u00ff\u00d9") + 2;
      case "png" -> text(picture).indexOf("IEND") + 8;
      case "gif" -> text(picture).lastIndexOf("SECRET");
      case "webp" -> text(picture).lastIndexOf("SECRET");
      // Its boxes behind the picture may be gone, but not half of one.
      default -> text(picture).indexOf("uuid") - 4;
    };
  }

  @ParameterizedTest
  @MethodSource("talkative")
  void whateverIsInAFileItIsCleanedOrRefused(byte[] picture, Stripped kind) throws IOException {
    var random = new Random(20261125);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      var mutated = picture.clone();
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
      if (removal(mutated) instanceof Refused) {
        refused++;
      } else {
        assertThat(cleaned().length).isLessThanOrEqualTo(mutated.length);
      }
    }
    assertThat(refused).isPositive();
    assertThat(kind).isNotNull();
  }

  @Test
  void aFileOfNothingButChunksDoesNotFillTheHeap() throws IOException {
    var start = Photos.corner("png", 4, 4, Color.RED);
    var many = ByteBuffer.allocate(33 + 24 * 200_000);
    many.put(start, 0, 33);
    while (many.hasRemaining()) {
      many.put(PhotoWithMetadata.chunk("tEXt", new byte[0]))
          .put(PhotoWithMetadata.chunk("sBIT", new byte[0]));
    }

    assertThat(removal(many.array())).isInstanceOf(Refused.class);
  }

  static List<Arguments> talkative() {
    return List.of(
        Arguments.of(PhotoWithMetadata.jpeg(), new Stripped("image/jpeg", "jpg")),
        Arguments.of(PhotoWithMetadata.png(), new Stripped("image/png", "png")),
        Arguments.of(PhotoWithMetadata.gif(), new Stripped("image/gif", "gif")),
        Arguments.of(PhotoWithMetadata.webp(), new Stripped("image/webp", "webp")),
        Arguments.of(PhotoWithMetadata.heic(), new Stripped("image/heic", "heic")));
  }

  private StripResult removal(byte[] file) throws IOException {
    var from = folder.resolve("from");
    Files.write(from, file);
    return MetadataStripper.clean(from, folder.resolve("to"));
  }

  private byte[] cleaned() throws IOException {
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
