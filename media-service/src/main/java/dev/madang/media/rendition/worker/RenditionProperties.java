package dev.madang.media.rendition.worker;

import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.OutputFormat;
import dev.madang.media.rendition.PresetVersion;
import dev.madang.media.rendition.decoder.DecodeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which renditions are generated, and the limits of decoders.
 *
 * @param presets by name
 * @param quality of the renditions, 1 to 100
 * @param maxSize of an image
 * @param maxPixels width times height of a JPEG or PNG, which are decoded row by row: 200
 *     megapixels are the largest sensors of phones, 16384 x 12288
 * @param maxPixelsInMemory the same of an image that is decoded as a whole: WebP, GIF, HEIC, AVIF,
 *     progressive JPEG, interlaced PNG
 * @param maxSide of an image, in pixels
 * @param maxOutput all renditions of an image together; they are held in memory
 * @param cpuLimit CPU time of a decoder for one image; an image that needs more is rejected
 * @param timeout wall time of a decoder for one image; one that takes longer is processed again
 *     later, because the machine may be busy
 * @param memory address space of one decoder with its JVM; see {@link DecoderCommand}
 * @param decoders the maximum number of decoder processes; all but the first start on demand
 * @param libvips paths, and names for the system's linker; the first is used, others for types that
 *     it cannot decode
 */
@ConfigurationProperties("media.rendition")
public record RenditionProperties(
    Map<String, Preset> presets,
    @DefaultValue("80") int quality,
    @DefaultValue("64MB") DataSize maxSize,
    @DefaultValue("201326592") long maxPixels,
    @DefaultValue("50331648") long maxPixelsInMemory,
    @DefaultValue("16384") int maxSide,
    @DefaultValue("24MB") DataSize maxOutput,
    @DefaultValue("10s") Duration cpuLimit,
    @DefaultValue("40s") Duration timeout,
    @DefaultValue("1GB") DataSize memory,
    @DefaultValue("2") int decoders,
    @DefaultValue("libvips.so.42") List<String> libvips) {

  /** Changes when the code encodes the same original in another way. */
  private static final String ENCODING = "full chroma of lossless originals";

  public RenditionProperties {
    if (presets.isEmpty()) {
      throw new IllegalArgumentException("media.rendition.presets is empty");
    }
    presets.keySet().stream()
        .filter(name -> !name.matches("[A-Za-z0-9-]{1,40}"))
        .forEach(name -> {
          throw new IllegalArgumentException("not the name of a preset: " + name);
        });
  }

  /**
   * One rendition. Smaller originals are not enlarged.
   *
   * @param edge in pixels: the long one, or each one of a square
   * @param shape the whole image, or its center
   * @param formats of the rendition
   */
  record Preset(
      int edge,
      @DefaultValue("whole") Shape shape,
      @DefaultValue({"webp", "jpeg"}) List<OutputFormat> formats) {

    private static final int LONGEST_EDGE_OF_WEBP = 16_383;

    Preset {
      if (edge < 1 || edge > LONGEST_EDGE_OF_WEBP) {
        throw new IllegalArgumentException("not the edge of a rendition: " + edge);
      }
      // Sorted, each once.
      formats = formats.stream().sorted().distinct().toList();
      if (formats.isEmpty()) {
        throw new IllegalArgumentException("a rendition needs a format");
      }
    }
  }

  enum Shape {
    WHOLE,
    SQUARE
  }

  /** Of all that influences the bytes, except the encoding effort. */
  PresetVersion presetVersion() {
    return PresetVersion.of(new TreeMap<>(presets) + " " + quality + " " + ENCODING);
  }

  DecodeRequest request(EncodingEffort effort, long length) {
    return new DecodeRequest(
        presets.entrySet().stream().map(each -> size(each.getKey(), each.getValue())).toList(),
        quality,
        effort,
        new DecodeRequest.Limits(
            maxPixels,
            maxPixelsInMemory,
            maxSide,
            Math.toIntExact(maxOutput.toBytes()),
            cpuLimit,
            timeout.multipliedBy(2)),
        Math.toIntExact(length));
  }

  private static DecodeRequest.Size size(String name, Preset preset) {
    return new DecodeRequest.Size(
        name, preset.edge(), preset.shape() == Shape.SQUARE, preset.formats());
  }
}
