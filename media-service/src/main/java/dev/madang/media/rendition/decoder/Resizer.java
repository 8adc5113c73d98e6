package dev.madang.media.rendition.decoder;

import static java.util.Comparator.comparingDouble;

import dev.madang.media.rendition.OutputFormat;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.RenditionResult;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Decodes an original once, and generates each rendition from the next larger one. */
final class Resizer {

  private static final int MAX_SHRINK_ON_LOAD = 8;
  private static final int PREVIEW_EDGE = 64;

  private final Libvips vips;

  Resizer(Libvips vips) {
    this.vips = vips;
  }

  RenditionResult shrink(DecodeRequest request, MemorySegment original) {
    vips.clearErrors();
    try (var header = vips.open(original, "")) {
      var limits = request.limits();
      if (header.pixels() > limits.maxPixels() || header.longEdge() > limits.maxSide()) {
        return refused(RejectionReason.TOO_MANY_PIXELS, header.width() + " x " + header.height());
      }
      if (header.frames() > limits.maxFrames()) {
        return refused(RejectionReason.TOO_MANY_FRAMES, header.frames() + " frames");
      }
      return generate(request, original, header);
    } catch (VipsFailure failure) {
      return refused(reason(failure), failure.firstLine());
    }
  }

  private RenditionResult generate(
      DecodeRequest request, MemorySegment original, VipsImage header) {
    try (var work =
        new Work(request, vips.open(original, loadOptions(request, original, header)))) {
      work.render();
      long output = work.generated.values().stream().mapToLong(each -> each.bytes().length).sum();
      return output > request.limits().maxOutput()
          ? refused(RejectionReason.DECODER_RESOURCE_LIMIT, output + " bytes of renditions")
          : new RenditionResult.Generated(work.preview(header), work.inOrder());
    }
  }

  private static RejectionReason reason(VipsFailure failure) {
    if (failure.ofMemory()) {
      return RejectionReason.DECODER_RESOURCE_LIMIT;
    }
    return failure.ofCodec() ? RejectionReason.UNSUPPORTED_TYPE : RejectionReason.CORRUPT;
  }

  private static RenditionResult.Rejected refused(RejectionReason reason, String detail) {
    return new RenditionResult.Rejected(reason, detail);
  }

  private static String loadOptions(
      DecodeRequest request, MemorySegment original, VipsImage header) {
    var careful = "access=sequential,fail-on=truncated";
    return isJpeg(original) ? careful + ",shrink=" + shrinkOnLoad(request, header) : careful;
  }

  /** Decodes a JPEG at a half, quarter or eighth if the largest size allows it, which is cheap. */
  private static int shrinkOnLoad(DecodeRequest request, VipsImage header) {
    double largest =
        request.sizes().stream().mapToDouble(size -> size.scale(header)).max().orElseThrow();
    int shrink = 1;
    while (shrink < MAX_SHRINK_ON_LOAD && 2 * shrink * largest <= 1) {
      shrink *= 2;
    }
    return shrink;
  }

  private static boolean isJpeg(MemorySegment original) {
    return original.get(ValueLayout.JAVA_BYTE, 0) == (byte) 0xff;
  }

  /** The image of one original while it is shrunk, and its renditions. */
  private final class Work implements AutoCloseable {

    private record Kind(String preset, OutputFormat format) {}

    private final DecodeRequest request;
    private final Map<Kind, Rendition> generated = new HashMap<>();
    private VipsImage last;
    private boolean isDecoded;

    Work(DecodeRequest request, VipsImage source) {
      this.request = request;
      this.last = source;
    }

    void render() {
      var source = last;
      int longEdge = source.longEdge();
      record Step(DecodeRequest.Size size, double scale) {}
      request.sizes().stream()
          .map(size -> new Step(size, size.scale(source)))
          .sorted(comparingDouble(Step::scale).reversed())
          .toList()
          .forEach(step -> {
            int edge = Math.max(1, (int) Math.ceil(longEdge * step.scale));
            render(step.size, step.size.square() ? edge : step.size.edge());
          });
    }

    private void render(DecodeRequest.Size size, int longEdge) {
      if (!size.square()) {
        shrinkTo(longEdge);
        encode(size, last);
        return;
      }
      // The source can be read only once, and other sizes still need it.
      if (!isDecoded) {
        shrinkTo(longEdge);
      }
      try (var square = last.squareOf(size.edge())) {
        encode(size, square);
      }
    }

    private void shrinkTo(int longEdge) {
      var next = last.shrunkTo(longEdge, !isDecoded && last.hasProfile());
      last.close();
      last = next;
      isDecoded = true;
    }

    private void encode(DecodeRequest.Size size, VipsImage image) {
      for (var format : size.formats()) {
        generated.put(
            new Kind(size.preset(), format),
            new Rendition(
                size.preset(),
                image.width(),
                image.height(),
                format.type().contentType(),
                encoded(image, format)));
      }
    }

    private byte[] encoded(VipsImage image, OutputFormat format) {
      var bytes = image.encoded(saveOptions(format));
      return format == OutputFormat.WEBP && !supportsKeepNone()
          ? WebpMetadata.removedFrom(bytes)
          : bytes;
    }

    private boolean supportsKeepNone() {
      return vips.version() >= 815;
    }

    private String saveOptions(OutputFormat format) {
      var noMetadata = supportsKeepNone() ? "keep=none" : "strip";
      return switch (format) {
        case WEBP ->
            ".webp[Q=%d,effort=%d,%s]"
                .formatted(request.quality(), request.effort().ofWebp(), noMetadata);
        case JPEG ->
            ".jpg[Q=%d,optimize_coding,background=255,%s]".formatted(request.quality(), noMetadata);
      };
    }

    Preview preview(VipsImage header) {
      boolean isSideways = header.isRotatedSideways();
      shrinkTo(PREVIEW_EDGE);
      var rgba = last.rgba();
      var hash = ThumbHash.of(last.width(), last.height(), rgba);
      return new Preview(
          isSideways ? header.height() : header.width(),
          isSideways ? header.width() : header.height(),
          Base64.getEncoder().encodeToString(hash),
          DominantColor.of(rgba));
    }

    List<Rendition> inOrder() {
      var all = new ArrayList<Rendition>();
      for (var size : request.sizes()) {
        for (var format : size.formats()) {
          all.add(Objects.requireNonNull(generated.get(new Kind(size.preset(), format))));
        }
      }
      return all;
    }

    @Override
    public void close() {
      last.close();
    }
  }
}
