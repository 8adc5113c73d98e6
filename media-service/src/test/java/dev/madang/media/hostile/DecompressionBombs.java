package dev.madang.media.hostile;

import static dev.madang.media.hostile.HostileFile.anyOutcome;
import static dev.madang.media.hostile.HostileFile.rejected;
import static dev.madang.media.rendition.RejectionReason.CORRUPT;
import static dev.madang.media.rendition.RejectionReason.DECODER_RESOURCE_LIMIT;
import static dev.madang.media.rendition.RejectionReason.DECODE_TIMEOUT;
import static dev.madang.media.rendition.RejectionReason.TOO_MANY_PIXELS;
import static dev.madang.media.rendition.RejectionReason.UNSUPPORTED_TYPE;

import java.util.stream.Stream;

/** Small files that declare, or unpack to, enormous images. */
final class DecompressionBombs {

  private static final int[][] SIZES = {
    {65_500, 65_500}, {65_500, 1}, {1, 65_500}, {30_000, 30_000}, {16_385, 16}, {14_200, 14_200}
  };
  private static final int FRAMES = 100_000;

  private DecompressionBombs() {}

  /** The header declares more pixels, or a longer side, than the limits allow. */
  static Stream<HostileFile> tooLarge() {
    return Stream.of(SIZES).flatMap(size -> tooLarge(size[0], size[1]));
  }

  private static Stream<HostileFile> tooLarge(int width, int height) {
    var size = " of %d x %d".formatted(width, height);
    var common =
        Stream.of(
            rejected(
                "a PNG" + size,
                "image/png",
                Png.of(width, height, 8, Png.RGB, false).black(100).end(),
                TOO_MANY_PIXELS),
            rejected(
                "a JPEG" + size, "image/jpeg", JpegFile.declaring(width, height), TOO_MANY_PIXELS),
            // Above 4096 pixels libvips uses the size of the frame, which is one pixel here.
            anyOutcome("a GIF" + size, "image/gif", Gif.of(width, height).pixel().end()),
            rejected(
                "a GIF whose frame is" + size,
                "image/gif",
                Gif.of(1, 1).frame(width, height, 1000).end(),
                TOO_MANY_PIXELS,
                CORRUPT),
            rejected(
                "a HEIC" + size,
                "image/heic",
                Heif.declaring(SampleImage.HEIC, width, height),
                TOO_MANY_PIXELS,
                CORRUPT,
                UNSUPPORTED_TYPE,
                DECODER_RESOURCE_LIMIT),
            rejected(
                "an AVIF" + size,
                "image/avif",
                Heif.declaring(SampleImage.AVIF, width, height),
                TOO_MANY_PIXELS,
                CORRUPT,
                DECODER_RESOURCE_LIMIT));
    return Stream.concat(common, tooLargeWebp(width, height, size));
  }

  private static Stream<HostileFile> tooLargeWebp(int width, int height, String size) {
    var canvas =
        rejected(
            "a WebP canvas" + size,
            "image/webp",
            Webp.animated(width, height).frame(1, 1).end(),
            TOO_MANY_PIXELS,
            DECODER_RESOURCE_LIMIT,
            CORRUPT);
    return width > 16_384 || height > 16_384
        ? Stream.of(canvas)
        : Stream.of(
            canvas,
            rejected(
                "a WebP of one colour" + size,
                "image/webp",
                Webp.plain().colour(width, height).end(),
                TOO_MANY_PIXELS,
                DECODER_RESOURCE_LIMIT));
  }

  /** The largest sizes of the WebP format. */
  static Stream<HostileFile> largestWebps() {
    return Stream.of(
        rejected(
            "the largest WebP canvas",
            "image/webp",
            Webp.animated(16_383, 16_383).frame(1, 1).end(),
            TOO_MANY_PIXELS,
            DECODER_RESOURCE_LIMIT),
        rejected(
            "the largest WebP of one colour",
            "image/webp",
            Webp.plain().colour(16_384, 16_384).end(),
            TOO_MANY_PIXELS,
            CORRUPT));
  }

  /** Sizes that no image has. */
  static Stream<HostileFile> impossibleSizes() {
    return Stream.of(
        rejected("a PNG without a width", "image/png", png(0, 8), CORRUPT),
        rejected("a PNG of the largest number", "image/png", png(0x7FFFFFFF, 0x7FFFFFFF)),
        rejected("a PNG of a negative size", "image/png", png(-1, -1)),
        rejected("a JPEG without a width", "image/jpeg", JpegFile.declaring(0, 64)),
        rejected("a JPEG without a height", "image/jpeg", JpegFile.declaring(64, 0)),
        anyOutcome("a GIF without a size", "image/gif", Gif.of(0, 0).frame(0, 0, 1).end()),
        rejected("a HEIC without a size", "image/heic", Heif.declaring(SampleImage.HEIC, 0, 0)),
        rejected("an AVIF without a size", "image/avif", Heif.declaring(SampleImage.AVIF, 0, 0)),
        rejected(
            "an AVIF of the largest number",
            "image/avif",
            Heif.declaring(SampleImage.AVIF, 0xFFFFFFFFL, 0xFFFFFFFFL)));
  }

  /** As large as the limits allow, and as expensive as the format permits. */
  static Stream<HostileFile> expensive() {
    int side = 7_000;
    long pixels = (long) side * side;
    return Stream.of(
        anyOutcome(
            "a black PNG of 49 megapixels",
            "image/png",
            Png.of(side, side, 8, Png.GREY, false).black(pixels + side).end()),
        anyOutcome(
            "an interlaced PNG of 49 megapixels, eight bytes each",
            "image/png",
            Png.of(side, side, 16, Png.RGBA, true).black(8 * pixels + 4L * side).end()),
        rejected(
            "a PNG that declares 49 megapixels without data",
            "image/png",
            Png.of(side, side, 16, Png.RGBA, true).black(100).end()),
        anyOutcome(
            "a PNG of one row",
            "image/png",
            Png.of(16_384, 1, 8, Png.GREY, false).black(16_385).end()),
        anyOutcome(
            "a GIF of 49 megapixels in a few kilobytes",
            "image/gif",
            Gif.of(side, side).frame(side, side, pixels).end()),
        anyOutcome(
            "a GIF of 400 frames of 49 megapixels",
            "image/gif",
            frames(Gif.of(side, side), 400, side, pixels)),
        anyOutcome(
            "a GIF whose codes never end", "image/gif", Gif.of(8, 8).frame(8, 8, 1 << 24).end()),
        anyOutcome(
            "a WebP of 49 megapixels in thirty bytes",
            "image/webp",
            Webp.plain().colour(side, side).end()),
        // The end marker is correct: libjpeg fills the missing pixels with grey.
        anyOutcome(
            "a JPEG that declares 49 megapixels without data",
            "image/jpeg",
            JpegFile.declaring(side, side)),
        rejected(
            "a JPEG of 49 megapixels in 5000 scans",
            "image/jpeg",
            JpegFile.scans(side, side, 5_000),
            DECODE_TIMEOUT,
            DECODER_RESOURCE_LIMIT,
            CORRUPT),
        rejected(
            "a progressive JPEG of 51 megapixels",
            "image/jpeg",
            JpegFile.scans(side, side + 300, 1),
            TOO_MANY_PIXELS),
        rejected(
            "an interlaced PNG of 51 megapixels",
            "image/png",
            Png.of(side, side + 300, 8, Png.GREY, true).black(100).end(),
            TOO_MANY_PIXELS));
  }

  /** Thousands of frames in one file. libvips alone takes two minutes for the WebP. */
  static Stream<HostileFile> frames() {
    var gif = Gif.of(64, 64);
    var webp = Webp.animated(64, 64);
    var apng = Png.of(1, 1, 8, Png.GREY, false);
    apng.chunk("acTL", new Bytes().u32(FRAMES).u32(0).toArray());
    var pixel = Bytes.deflatedZeros(2);
    for (int frame = 0; frame < FRAMES; frame++) {
      gif.pixel();
      webp.frame(1, 1);
      apng.chunk("fcTL", control(Math.max(0, 2 * frame - 1)));
      apng.chunk(
          frame == 0 ? "IDAT" : "fdAT",
          frame == 0 ? pixel : Bytes.joined(new Bytes().u32(2L * frame).toArray(), pixel));
    }
    return Stream.of(
        anyOutcome("a GIF of a hundred thousand frames", "image/gif", gif.end()),
        anyOutcome("a WebP of a hundred thousand frames", "image/webp", webp.end()),
        anyOutcome("a PNG of a hundred thousand frames", "image/png", apng.end()));
  }

  private static byte[] control(int sequence) {
    return new Bytes().u32(sequence).u32(1).u32(1).u32(0).u32(0).u16(1).u16(10).u16(0).toArray();
  }

  private static byte[] png(int width, int height) {
    return Png.of(width, height, 8, Png.RGB, false).black(100).end();
  }

  private static byte[] frames(Gif gif, int count, int side, long pixels) {
    for (int frame = 0; frame < count; frame++) {
      gif.frame(side, side, pixels);
    }
    return gif.end();
  }
}
