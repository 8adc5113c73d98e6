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
 * Which pictures are made of an original, and what one decoder may use for it.
 *
 * @param presets what is made, by name
 * @param quality of the renditions, 1 to 100
 * @param maxSize of an original that is a picture
 * @param maxPixels of an original, width times height
 * @param maxSide of an original, in pixels
 * @param maxFrames of an animated original, of which the first is shown
 * @param maxOutput all renditions of one original together; a decoder's answer is held in memory
 * @param timeLimit of wall time for one original, and of CPU time
 * @param memory address space of one decoder, its Java machine included; see {@link DecoderCommand}
 * @param decoders how many originals may be decoded at once, each in a process of its own; more
 *     than the first start when they are needed
 * @param libvips where the library may be: paths, and names that the system's linker finds; the
 *     first does the work, others what it cannot decode
 */
@ConfigurationProperties("media.rendition")
public record RenditionProperties(
    Map<String, Preset> presets,
    @DefaultValue("80") int quality,
    @DefaultValue("64MB") DataSize maxSize,
    @DefaultValue("50000000") long maxPixels,
    @DefaultValue("16384") int maxSide,
    @DefaultValue("500") int maxFrames,
    @DefaultValue("24MB") DataSize maxOutput,
    @DefaultValue("10s") Duration timeLimit,
    @DefaultValue("1GB") DataSize memory,
    @DefaultValue("2") int decoders,
    @DefaultValue("libvips.so.42") List<String> libvips) {

  public RenditionProperties {
    if (presets.isEmpty()) {
      throw new IllegalArgumentException("media.rendition.presets names nothing to make");
    }
  }

  /**
   * One size of picture. A smaller original is not enlarged.
   *
   * @param edge in pixels: the long one, or each one of a square
   * @param shape whether the whole is shown or the middle of it
   * @param formats in which it is made
   */
  record Preset(
      int edge,
      @DefaultValue("whole") Shape shape,
      @DefaultValue({"webp", "jpeg"}) List<OutputFormat> formats) {

    private static final int LONGEST_EDGE_OF_WEBP = 16_383;

    Preset {
      if (edge < 1 || edge > LONGEST_EDGE_OF_WEBP) {
        throw new IllegalArgumentException("no rendition has an edge of " + edge);
      }
      // The better one first, each once.
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

  /** Of all that shapes the bytes of a rendition, but for how much effort there was time. */
  PresetVersion presetVersion() {
    return PresetVersion.of(new TreeMap<>(presets) + " " + quality);
  }

  DecodeRequest order(EncodingEffort effort, long length) {
    return new DecodeRequest(
        presets.entrySet().stream().map(each -> size(each.getKey(), each.getValue())).toList(),
        quality,
        effort,
        new DecodeRequest.Limits(
            maxPixels,
            maxSide,
            maxFrames,
            Math.toIntExact(maxOutput.toBytes()),
            timeLimit,
            timeLimit.multipliedBy(2)),
        Math.toIntExact(length));
  }

  private static DecodeRequest.Size size(String name, Preset preset) {
    return new DecodeRequest.Size(
        name, preset.edge(), preset.shape() == Shape.SQUARE, preset.formats());
  }
}
