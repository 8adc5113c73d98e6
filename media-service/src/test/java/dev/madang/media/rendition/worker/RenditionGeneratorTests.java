package dev.madang.media.rendition.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.Photos;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Generated;
import dev.madang.media.rendition.RenditionResult.Rejected;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Renditions of good and bad images, with the real libvips. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenditionGeneratorTests {

  private DecoderRegistry renditions;

  @BeforeAll
  void startDecoder() {
    renditions =
        TestDecoders.decoders(
            TestDecoders.properties(Duration.ofSeconds(10), DataSize.ofGigabytes(1)));
  }

  @AfterAll
  void stopDecoder() {
    renditions.close();
  }

  @Test
  void phonePhotosGetUprightRenditionsOfEachPresetAndFormat() {
    assertThat(generated("image/jpeg", Photos.dandelion()))
        .extracting(one ->
            "%s %d x %d %s".formatted(one.preset(), one.width(), one.height(), one.contentType()))
        .containsExactly(
            "small 188 x 250 image/webp",
            "small 188 x 250 image/jpeg",
            "medium 750 x 1000 image/webp",
            "medium 750 x 1000 image/jpeg",
            "large 1500 x 2000 image/webp",
            "large 1500 x 2000 image/jpeg",
            "square 320 x 320 image/webp",
            "square 320 x 320 image/jpeg");
  }

  @Test
  void renditionsHaveTheirDeclaredSizeAndType() {
    assertThat(jpegs("image/jpeg", Photos.moray()))
        .hasSize(4)
        .allSatisfy(one -> {
          assertThat(Photos.seen(one).getWidth()).isEqualTo(one.width());
          assertThat(Photos.seen(one).getHeight()).isEqualTo(one.height());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"dandelion", "moray"})
  void renditionsHaveNoMetadata(String name) {
    var photo = Photos.edited(name.equals("moray") ? Photos.moray() : Photos.dandelion());
    assertThat(text(photo)).contains("Exif", "ns.adobe.com", "8BIM", "Berlin");

    assertThat(generated("image/jpeg", photo))
        .extracting(one -> text(one.bytes()))
        .allSatisfy(text ->
            assertThat(text)
                .doesNotContain("Exif", "EXIF", "ICC_PROFILE", "ICCP", "ns.adobe.com", "XMP ")
                .doesNotContain("8BIM", "Photoshop", "Berlin", "VP8X"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, 50, TOP_LEFT", "2, 100, 50, TOP_RIGHT", "3, 100, 50, BOTTOM_RIGHT",
    "4, 100, 50, BOTTOM_LEFT", "5, 50, 100, TOP_LEFT", "6, 50, 100, TOP_RIGHT",
    "7, 50, 100, BOTTOM_RIGHT", "8, 50, 100, BOTTOM_LEFT"
  })
  void renditionsAreUpright(int orientation, int width, int height, Corner red) {
    var photo = Photos.turned(Photos.corner("jpg", 100, 50, Color.RED), orientation);

    var seen = Photos.seen(jpegs("image/jpeg", photo).getFirst());

    assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(width, height);
    for (var corner : Corner.values()) {
      int pixel = seen.getRGB(corner.right ? width - 5 : 5, corner.bottom ? height - 5 : 5);
      assertThat(new Color(pixel).getBlue() < 50).isEqualTo(corner == red);
    }
  }

  private enum Corner {
    TOP_LEFT(false, false),
    TOP_RIGHT(false, true),
    BOTTOM_LEFT(true, false),
    BOTTOM_RIGHT(true, true);

    private final boolean bottom;
    private final boolean right;

    Corner(boolean bottom, boolean right) {
      this.bottom = bottom;
      this.right = right;
    }
  }

  @Test
  void previewIsOfTheUprightOriginal() {
    assertThat(preview("image/jpeg", Photos.dandelion()))
        .satisfies(preview -> {
          assertThat(preview.width()).isEqualTo(3024);
          assertThat(preview.height()).isEqualTo(4032);
        });
    assertThat(preview("image/png", Photos.corner("png", 300, 200, Color.RED)).dominantColor())
        .isEqualTo("#ffffff");
  }

  @Test
  void smallImagesAreNotEnlarged() {
    assertThat(jpegs("image/png", Photos.corner("png", 300, 200, Color.RED)))
        .extracting(one -> one.width() + " x " + one.height())
        .containsExactly("250 x 167", "300 x 200", "300 x 200", "200 x 200");
  }

  @Test
  void transparencyBecomesWhiteInJpeg() {
    var clear = new Color(0, 0, 0, 0);

    var seen = Photos.seen(jpegs("image/png", Photos.corner("png", 40, 40, clear)).getFirst());

    assertThat(new Color(seen.getRGB(5, 5))).isEqualTo(Color.WHITE);
  }

  @Test
  void transparencyStaysInWebp() {
    var clear = new Color(0, 0, 0, 0);

    assertThat(generated("image/png", Photos.corner("png", 40, 40, clear)))
        .filteredOn(one -> one.contentType().equals("image/webp"))
        .hasSize(4)
        .allSatisfy(one -> assertThat(text(one.bytes())).contains("ALPH"));
  }

  @Test
  void colorsAreConvertedToSrgbAndEightBits() {
    // 55 of 255 is half as bright as white when it is encoded as sRGB.
    var seen = jpegs("image/png", Photos.linear(55)).stream().map(Photos::seen).toList();

    assertThat(seen)
        .allSatisfy(
            one -> assertThat(new Color(one.getRGB(20, 20)).getGreen()).isBetween(125, 131));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 255, 255, 255",
    "0, 255, 255, 0, 235, 30, 35",
    "0, 0, 0, 255, 35, 35, 35"
  })
  void inkBecomesLight(int cyan, int magenta, int yellow, int black, int red, int green, int blue) {
    var seen =
        Photos.seen(jpegs("image/jpeg", Photos.cmyk(cyan, magenta, yellow, black)).getFirst());

    var color = new Color(seen.getRGB(20, 20));
    assertThat(color.getRed()).isCloseTo(red, within(40));
    assertThat(color.getGreen()).isCloseTo(green, within(40));
    assertThat(color.getBlue()).isCloseTo(blue, within(40));
  }

  @Test
  void animationsAreRenderedByTheirFirstFrame() {
    var seen = Photos.seen(jpegs("image/gif", Photos.animated(3)).getFirst());

    assertThat(seen.getHeight()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 10_000, 100_000})
  void longAnimationsAreRenderedByTheirFirstFrame(int frames) {
    assertThat(generated("image/gif", Photos.animated(frames))).hasSize(8);
  }

  /** With chroma subsampling, a line of one pixel loses half of its color. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void thinColoredLinesOfScreenshotsKeepTheirColor(String format) {
    var seen = Photos.seen(jpegs("image/" + format, Photos.redLines(format)).getFirst());

    for (int x = 2; x < seen.getWidth(); x += 5) {
      var line = new Color(seen.getRGB(x, 50));
      assertThat(line.getRed() - line.getGreen()).as("red at " + x).isGreaterThan(220);
    }
  }

  @Test
  void phonePhotosOfFiftyMegapixelsAreAccepted() {
    assertThat(preview("image/png", Photos.grey(8160, 6144)))
        .extracting(Preview::width, Preview::height)
        .containsExactly(8160, 6144);
  }

  @ParameterizedTest
  @CsvSource({"5000, 2", "2, 5000", "1, 1", "3, 2000", "10000, 500", "319, 321"})
  void squaresAreCroppedFromTheCenter(int width, int height) {
    int edge = Math.min(320, Math.min(width, height));

    assertThat(generated("image/png", Photos.corner("png", width, height, Color.RED)))
        .filteredOn(one -> one.preset().equals("square"))
        .allSatisfy(one -> {
          assertThat(one.width()).isEqualTo(edge);
          assertThat(one.height()).isEqualTo(edge);
        });
  }

  @Test
  void renditionsAreDeterministic() {
    var first = generated("image/jpeg", Photos.moray());
    var second = generated("image/jpeg", Photos.moray());

    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).bytes()).isEqualTo(first.get(i).bytes());
    }
  }

  @Test
  void fastModeChangesWebpOnly() {
    var full = generated("image/jpeg", Photos.moray());
    var fast =
        ((Generated)
                renditions.generate("image/jpeg", Original.of(Photos.moray()), EncodingEffort.FAST))
            .renditions();

    assertThat(fast.getFirst().bytes()).isNotEqualTo(full.getFirst().bytes());
    assertThat(fast.getLast().bytes()).isEqualTo(full.getLast().bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/heic", "image/heif"})
  void decodesHeicPhotos(String contentType) {
    var rendering = renditions.generate(contentType, Original.of(Photos.heic()));
    if (rendering instanceof Rejected(var reason, var detail)
        && detail.equals("no libvips here decodes HEIC")) {
      assertThat(reason).isEqualTo(RejectionReason.UNSUPPORTED_TYPE);
      System.err.println("NOT TESTED: HEIC. Install a libvips that decodes it: libvips42");
      Assumptions.abort(detail);
    }

    assertThat(((Generated) rendering).renditions())
        .hasSize(8)
        .allSatisfy(it ->
            assertThat(new String(it.bytes(), ISO_8859_1)).doesNotContainIgnoringCase("exif"));
    assertThat(((Generated) rendering).preview().height()).isEqualTo(192);
    assertThat(reason(contentType, Photos.cut(Photos.heic(), 700)))
        .isEqualTo(RejectionReason.CORRUPT);
  }

  @Test
  void decodesAvif() {
    assertThat(generated("image/avif", Photos.avif())).hasSize(8);
    assertThat(reason("image/avif", Photos.cut(Photos.avif(), 700)))
        .isEqualTo(RejectionReason.CORRUPT);
    assertThat(reason("image/heic", Photos.avif())).isEqualTo(RejectionReason.TYPE_MISMATCH);
  }

  @Test
  void decodesGifAndWebp() {
    assertThat(generated("image/gif", Photos.corner("gif", 40, 40, Color.RED))).hasSize(8);
    assertThat(generated("image/webp", Photos.webp())).hasSize(8);
  }

  @Test
  void dataBehindAnImageIsDropped() {
    var polyglot = Photos.joined(Photos.moray(), "<script>alert(1)</script>".getBytes(US_ASCII));

    assertThat(generated("image/jpeg", polyglot))
        .extracting(one -> text(one.bytes()))
        .noneMatch(text -> text.contains("script"));
  }

  @Test
  void textDeclaredAsAnImageIsRejected() {
    assertThat(reason("image/jpeg", "I am photo.jpg".getBytes(US_ASCII)))
        .isEqualTo(RejectionReason.UNSUPPORTED_TYPE);
    assertThat(reason("image/jpeg", new byte[0])).isEqualTo(RejectionReason.UNSUPPORTED_TYPE);
  }

  @Test
  void imagesOfAnotherTypeAreRejected() {
    assertThat(reason("image/png", Photos.moray())).isEqualTo(RejectionReason.TYPE_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 20, 1_000, 400_000, 820_000})
  void truncatedPhotosAreRejected(int length) {
    assertThat(reason("image/jpeg", Photos.cut(Photos.dandelion(), length)))
        .isEqualTo(RejectionReason.CORRUPT);
  }

  @Test
  void tooManyPixelsAreRejectedBeforeDecoding() {
    assertThat(reason("image/png", Photos.bomb(30_000, 30_000)))
        .isEqualTo(RejectionReason.TOO_MANY_PIXELS);
    assertThat(reason("image/png", Photos.bomb(16_385, 1)))
        .isEqualTo(RejectionReason.TOO_MANY_PIXELS);
  }

  @Test
  void imagesThatNeedTooMuchMemoryAreRejectedAndTheNextIsDecoded() {
    var little = TestDecoders.tight(DataSize.ofMegabytes(550));
    try (var tight = TestDecoders.decoders(little)) {
      assertThat(tight.generate("image/png", Original.of(Photos.interlaced(7_000))))
          .isInstanceOfSatisfying(
              Rejected.class,
              no -> assertThat(no.reason()).isEqualTo(RejectionReason.DECODER_RESOURCE_LIMIT));
      assertThat(tight.generate("image/jpeg", Original.of(Photos.moray())))
          .isInstanceOf(Generated.class);
    }
  }

  /** The memory of a decoder in docker-compose.yml. */
  @Test
  void decoderOfAContainerHoldsAnImageOf24Megapixels() {
    var container = TestDecoders.tight(DataSize.ofMegabytes(576));
    try (var decoders = TestDecoders.decoders(container)) {
      assertThat(decoders.generate("image/png", Original.of(Photos.interlaced(4_900))))
          .isInstanceOf(Generated.class);
    }
  }

  @Test
  void readFailuresDoNotRejectTheOriginal() {
    assertThatThrownBy(() -> renditions.generate("image/jpeg", broken(400_000)))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> renditions.generate("image/jpeg", longerThanItIs()))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(generated("image/jpeg", Photos.moray())).hasSize(8);
  }

  @Test
  void tooLargeImagesAreNotRead() {
    var large =
        new Original() {
          @Override
          public long size() {
            return (64 << 20) + 1;
          }

          @Override
          public InputStream open() {
            throw new AssertionError("read");
          }
        };

    assertThat(renditions.generate("image/jpeg", large))
        .isInstanceOfSatisfying(
            Rejected.class, no -> assertThat(no.reason()).isEqualTo(RejectionReason.TOO_LARGE));
  }

  private static Original broken(int after) {
    var whole = Photos.dandelion();
    return original(
        whole.length,
        () ->
            new SequenceInputStream(
                new ByteArrayInputStream(whole, 0, after),
                new InputStream() {
                  @Override
                  public int read() throws IOException {
                    throw new IOException("the network is unavailable");
                  }
                }));
  }

  private static Original longerThanItIs() {
    var whole = Photos.moray();
    return original(whole.length + 1, () -> new ByteArrayInputStream(whole));
  }

  private static Original original(long size, Supplier<InputStream> opened) {
    return new Original() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() {
        return opened.get();
      }
    };
  }

  private List<Rendition> generated(String contentType, byte[] original) {
    var rendering = renditions.generate(contentType, Original.of(original));
    assertThat(rendering).isInstanceOf(Generated.class);
    return ((Generated) rendering).renditions();
  }

  private Preview preview(String contentType, byte[] original) {
    return ((Generated) renditions.generate(contentType, Original.of(original))).preview();
  }

  private List<Rendition> jpegs(String contentType, byte[] original) {
    return generated(contentType, original).stream()
        .filter(one -> one.contentType().equals("image/jpeg"))
        .toList();
  }

  private RejectionReason reason(String contentType, byte[] original) {
    RenditionResult rendering = renditions.generate(contentType, Original.of(original));
    assertThat(rendering).isInstanceOf(Rejected.class);
    return ((Rejected) rendering).reason();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
