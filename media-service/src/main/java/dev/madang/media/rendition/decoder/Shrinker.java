package dev.madang.media.rendition.decoder;

import static java.util.Comparator.comparingInt;

import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.Reason;
import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.Rendition;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Decodes an original once, makes the largest rendition, and each smaller one from the last. */
final class Shrinker {

  private static final int MOST_SHRINK_ON_LOAD = 8;

  private final Libvips vips;

  Shrinker(Libvips vips) {
    this.vips = vips;
  }

  Rendering shrink(Order order, MemorySegment original) {
    vips.forgetErrors();
    try (var header = vips.open(original, "")) {
      return header.pixels() > order.maxPixels() || header.longEdge() > order.maxSide()
          ? new Rendering.Refused(Reason.TOO_MANY_PIXELS, header.width() + " x " + header.height())
          : new Rendering.Made(renditions(order, original, header.longEdge()));
    } catch (VipsFailure failure) {
      var reason = failure.ofMemory() ? Reason.DECODE_LIMIT : Reason.CORRUPT;
      return new Rendering.Refused(reason, failure.firstLine());
    }
  }

  private List<Rendition> renditions(Order order, MemorySegment original, int longEdge) {
    try (var source = vips.open(original, loadOptions(order, original, longEdge))) {
      return renditions(order, source);
    }
  }

  private List<Rendition> renditions(Order order, Picture source) {
    var largestFirst = order.sizes().stream().sorted(comparingInt(Order.Size::longEdge).reversed());
    var made = new ArrayList<Rendition>();
    var last = source;
    try {
      for (var size : largestFirst.toList()) {
        var next = last.shrunkTo(size.longEdge(), last == source && source.hasProfile());
        if (last != source) {
          last.close();
        }
        last = next;
        made.add(rendition(size, last, order.quality()));
      }
    } finally {
      if (last != source) {
        last.close();
      }
    }
    made.sort(comparingInt(rendition -> order.presets().indexOf(rendition.preset())));
    return made;
  }

  private Rendition rendition(Order.Size size, Picture picture, int quality) {
    var noMetadata = vips.version() >= 815 ? "keep=none" : "strip";
    var format = ".jpg[Q=%d,optimize_coding,background=255,%s]".formatted(quality, noMetadata);
    return new Rendition(
        size.preset(),
        picture.width(),
        picture.height(),
        ImageType.JPEG.contentType(),
        picture.encoded(format));
  }

  private static String loadOptions(Order order, MemorySegment original, int longEdge) {
    var careful = "access=sequential,fail-on=truncated";
    return isJpeg(original) ? careful + ",shrink=" + shrinkOnLoad(order, longEdge) : careful;
  }

  /**
   * A JPEG is cheaply decoded at a half, quarter or eighth: as small as the largest size allows.
   */
  private static int shrinkOnLoad(Order order, int longEdge) {
    int largest = order.sizes().stream().mapToInt(Order.Size::longEdge).max().orElseThrow();
    int shrink = 1;
    while (shrink < MOST_SHRINK_ON_LOAD && longEdge >= 2L * shrink * largest) {
      shrink *= 2;
    }
    return shrink;
  }

  private static boolean isJpeg(MemorySegment original) {
    return original.get(ValueLayout.JAVA_BYTE, 0) == (byte) 0xff;
  }
}
