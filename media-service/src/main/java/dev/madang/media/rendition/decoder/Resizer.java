package dev.madang.media.rendition.decoder;

import static java.util.Comparator.comparingDouble;

import dev.madang.media.rendition.ImageType;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    var source = Source.of(original);
    try (var header = vips.open(source.bytes(), "")) {
      var limits = request.limits();
      boolean isDecodedByRow = source.mayBeDecodedByRow() && !header.isInterlaced();
      long maxPixels = isDecodedByRow ? limits.maxPixels() : limits.maxPixelsInMemory();
      if (header.pixels() > maxPixels || header.longEdge() > limits.maxSide()) {
        return refused(RejectionReason.TOO_MANY_PIXELS, header.width() + " x " + header.height());
      }
      return generate(request, source, header);
    } catch (VipsFailure failure) {
      return refused(reason(failure, source), failure.firstLine());
    }
  }

  private RenditionResult generate(DecodeRequest request, Source source, VipsImage header) {
    try (var work =
        new Work(
            request, opened(request, source, header), source.lossless || header.hasFullChroma())) {
      work.render();
      long output = work.generated.values().stream().mapToLong(each -> each.bytes().length).sum();
      return output > request.limits().maxOutput()
          ? refused(RejectionReason.DECODER_RESOURCE_LIMIT, output + " bytes of renditions")
          : new RenditionResult.Generated(work.preview(header), work.inOrder());
    }
  }

  private VipsImage opened(DecodeRequest request, Source source, VipsImage header) {
    var image = vips.open(source.bytes, loadOptions(request, source, header));
    if (source.frame.isEmpty() || image.hasAlpha()) {
      return image;
    }
    try (image) {
      return image.transparentAround(source.frame.get());
    }
  }

  private static RejectionReason reason(VipsFailure failure, Source source) {
    if (failure.ofMemory()) {
      return RejectionReason.DECODER_RESOURCE_LIMIT;
    }
    return failure.ofLibrary() || source.hasTracksOnly()
        ? RejectionReason.UNSUPPORTED_TYPE
        : RejectionReason.CORRUPT;
  }

  private static RenditionResult.Rejected refused(RejectionReason reason, String detail) {
    return new RenditionResult.Rejected(reason, detail);
  }

  private static String loadOptions(DecodeRequest request, Source source, VipsImage header) {
    var careful = "access=sequential,fail-on=truncated";
    return source.type == ImageType.JPEG
        ? careful + ",shrink=" + shrinkOnLoad(request, header)
        : careful;
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

  /**
   * An original, prepared for libvips.
   *
   * @param bytes without all frames but the first
   * @param frame of a GIF, around which browsers show nothing
   * @param lossless whether every pixel has its own color
   */
  private record Source(
      @Nullable ImageType type, MemorySegment bytes, Optional<GifFrame> frame, boolean lossless) {

    static Source of(MemorySegment original) {
      var start =
          original
              .asSlice(0, Math.min(original.byteSize(), ImageType.SIGNATURE_LENGTH))
              .toArray(ValueLayout.JAVA_BYTE);
      var type = ImageType.of(start).orElse(null);
      return switch (type) {
        case null -> new Source(null, original, Optional.empty(), false);
        case JPEG -> new Source(type, original, Optional.empty(), false);
        case PNG -> new Source(type, original, Optional.empty(), true);
        case GIF -> {
          var frame = GifFrame.firstOf(original);
          yield new Source(type, frame.map(it -> it.only(original)).orElse(original), frame, true);
        }
        case WEBP ->
            new Source(
                type,
                WebpFile.firstFrameOf(original),
                Optional.empty(),
                WebpFile.isLossless(original));
        case AVIF, HEIC -> {
          HeifFile.declareStillImage(original, type);
          yield new Source(type, original, Optional.empty(), false);
        }
      };
    }

    boolean mayBeDecodedByRow() {
      return type == ImageType.JPEG || type == ImageType.PNG;
    }

    boolean hasTracksOnly() {
      return (type == ImageType.HEIC || type == ImageType.AVIF) && HeifFile.hasTracksOnly(bytes);
    }
  }

  /** The image of one original while it is shrunk, and its renditions. */
  private final class Work implements AutoCloseable {

    private record Kind(String preset, OutputFormat format) {}

    private final DecodeRequest request;
    private final Map<Kind, Rendition> generated = new HashMap<>();
    private final boolean fullChroma;
    private VipsImage last;
    private boolean isDecoded;

    /**
     * @param fullChroma for renditions of an image that has it, such as a screenshot: thin colored
     *     text fades otherwise
     */
    Work(DecodeRequest request, VipsImage source, boolean fullChroma) {
      this.request = request;
      this.last = source;
      this.fullChroma = fullChroma;
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
            ".webp[Q=%d,effort=%d,%s%s]"
                .formatted(
                    request.quality(),
                    request.effort().ofWebp(),
                    fullChroma ? "smart_subsample," : "",
                    noMetadata);
        case JPEG ->
            ".jpg[Q=%d,optimize_coding,background=255,%s%s]"
                .formatted(request.quality(), fullChroma ? "subsample_mode=off," : "", noMetadata);
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
