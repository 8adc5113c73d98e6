package dev.madang.media.hostile;

import static dev.madang.media.hostile.HostileFile.bad;
import static dev.madang.media.hostile.HostileFile.doubtful;
import static dev.madang.media.rendition.RejectionReason.CORRUPT;
import static dev.madang.media.rendition.RejectionReason.DECODER_RESOURCE_LIMIT;
import static dev.madang.media.rendition.RejectionReason.DECODE_TIMEOUT;
import static dev.madang.media.rendition.RejectionReason.TOO_MANY_FRAMES;
import static dev.madang.media.rendition.RejectionReason.TOO_MANY_PIXELS;
import static dev.madang.media.rendition.RejectionReason.UNSUPPORTED_TYPE;

import java.util.stream.Stream;

/** Small files that claim, or are, pictures of enormous size. */
final class Bombs {

  private static final int[][] SIZES = {
    {65_500, 65_500}, {65_500, 1}, {1, 65_500}, {30_000, 30_000}, {16_385, 16}, {7_100, 7_100}
  };
  private static final int FRAMES = 10_000;

  private Bombs() {}

  /** More pixels, or a longer side, than we accept: told by the header. */
  static Stream<HostileFile> tooLarge() {
    return Stream.of(SIZES).flatMap(size -> tooLarge(size[0], size[1]));
  }

  private static Stream<HostileFile> tooLarge(int width, int height) {
    var size = " of %d x %d".formatted(width, height);
    var common =
        Stream.of(
            bad(
                "a PNG" + size,
                "image/png",
                Png.of(width, height, 8, Png.RGB, false).black(100).end(),
                TOO_MANY_PIXELS),
            bad("a JPEG" + size, "image/jpeg", JpegFile.claiming(width, height), TOO_MANY_PIXELS),
            // Past 4096 pixels libvips takes the size of the frame, which is one pixel here.
            doubtful("a GIF" + size, "image/gif", Gif.of(width, height).pixel().end()),
            bad(
                "a GIF whose frame is" + size,
                "image/gif",
                Gif.of(1, 1).frame(width, height, 1000).end(),
                TOO_MANY_PIXELS,
                CORRUPT),
            bad(
                "a HEIC" + size,
                "image/heic",
                Heif.claiming(SmallPicture.HEIC, width, height),
                TOO_MANY_PIXELS,
                CORRUPT,
                UNSUPPORTED_TYPE,
                DECODER_RESOURCE_LIMIT),
            bad(
                "an AVIF" + size,
                "image/avif",
                Heif.claiming(SmallPicture.AVIF, width, height),
                TOO_MANY_PIXELS,
                CORRUPT,
                DECODER_RESOURCE_LIMIT));
    return Stream.concat(common, tooLargeWebp(width, height, size));
  }

  private static Stream<HostileFile> tooLargeWebp(int width, int height, String size) {
    var canvas =
        bad(
            "a WebP canvas" + size,
            "image/webp",
            Webp.animated(width, height).frame(1, 1).end(),
            TOO_MANY_PIXELS,
            CORRUPT);
    return width > 16_384 || height > 16_384
        ? Stream.of(canvas)
        : Stream.of(
            canvas,
            bad(
                "a WebP of one colour" + size,
                "image/webp",
                Webp.plain().colour(width, height).end(),
                TOO_MANY_PIXELS));
  }

  /** What WebP itself cannot hold more of. */
  static Stream<HostileFile> largestWebps() {
    return Stream.of(
        bad(
            "the largest WebP canvas",
            "image/webp",
            Webp.animated(16_383, 16_383).frame(1, 1).end(),
            TOO_MANY_PIXELS,
            DECODER_RESOURCE_LIMIT),
        bad(
            "the largest WebP of one colour",
            "image/webp",
            Webp.plain().colour(16_384, 16_384).end(),
            TOO_MANY_PIXELS,
            CORRUPT));
  }

  /** Sizes that no picture has. */
  static Stream<HostileFile> impossible() {
    return Stream.of(
        bad("a PNG without a width", "image/png", png(0, 8), CORRUPT),
        bad("a PNG of the largest number", "image/png", png(0x7FFFFFFF, 0x7FFFFFFF)),
        bad("a PNG of a negative size", "image/png", png(-1, -1)),
        bad("a JPEG without a width", "image/jpeg", JpegFile.claiming(0, 64)),
        bad("a JPEG without a height", "image/jpeg", JpegFile.claiming(64, 0)),
        doubtful("a GIF without a size", "image/gif", Gif.of(0, 0).frame(0, 0, 1).end()),
        bad("a HEIC without a size", "image/heic", Heif.claiming(SmallPicture.HEIC, 0, 0)),
        bad("an AVIF without a size", "image/avif", Heif.claiming(SmallPicture.AVIF, 0, 0)),
        bad(
            "an AVIF of the largest number",
            "image/avif",
            Heif.claiming(SmallPicture.AVIF, 0xFFFFFFFFL, 0xFFFFFFFFL)));
  }

  /** As large as we accept, and as dear as the format can make it. */
  static Stream<HostileFile> dear() {
    int side = 7_000;
    long pixels = (long) side * side;
    return Stream.of(
        doubtful(
            "a black PNG of 49 megapixels",
            "image/png",
            Png.of(side, side, 8, Png.GREY, false).black(pixels + side).end()),
        doubtful(
            "an interlaced PNG of 49 megapixels, eight bytes each",
            "image/png",
            Png.of(side, side, 16, Png.RGBA, true).black(8 * pixels + 4L * side).end()),
        bad(
            "a PNG of 49 megapixels that has none",
            "image/png",
            Png.of(side, side, 16, Png.RGBA, true).black(100).end()),
        doubtful(
            "a PNG that is nothing but long",
            "image/png",
            Png.of(16_384, 1, 8, Png.GREY, false).black(16_385).end()),
        doubtful(
            "a GIF of 49 megapixels in a few kilobytes",
            "image/gif",
            Gif.of(side, side).frame(side, side, pixels).end()),
        doubtful(
            "a GIF of 49 megapixels, 400 times",
            "image/gif",
            frames(Gif.of(side, side), 400, side, pixels)),
        doubtful(
            "a GIF whose codes never end", "image/gif", Gif.of(8, 8).frame(8, 8, 1 << 24).end()),
        doubtful(
            "a WebP of 49 megapixels in thirty bytes",
            "image/webp",
            Webp.plain().colour(side, side).end()),
        // Its end is where it should be: libjpeg fills with grey what was never told.
        doubtful(
            "a JPEG of 49 megapixels that has none", "image/jpeg", JpegFile.claiming(side, side)),
        bad(
            "a JPEG of 49 megapixels, told 5000 times",
            "image/jpeg",
            JpegFile.scans(side, side, 5_000),
            DECODE_TIMEOUT,
            DECODER_RESOURCE_LIMIT,
            CORRUPT));
  }

  /** Ten thousand pictures in one. */
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
        bad("a GIF of ten thousand frames", "image/gif", gif.end(), TOO_MANY_FRAMES),
        bad("a WebP of ten thousand frames", "image/webp", webp.end(), TOO_MANY_FRAMES),
        // libvips sees the first picture of an animated PNG and no other.
        doubtful("a PNG of ten thousand frames", "image/png", apng.end()));
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
