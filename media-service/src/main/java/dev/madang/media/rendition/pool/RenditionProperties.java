package dev.madang.media.rendition.pool;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which pictures are made of an original, and what one decoder may use for it.
 *
 * @param presets the long edge of each rendition in pixels, by name
 * @param quality of the JPEGs, 1 to 100
 * @param maxPixels of an original, width times height
 * @param maxSide of an original, in pixels
 * @param timeLimit of wall time for one original
 * @param memory address space of one decoder, its Java machine included; see {@link DecoderCommand}
 * @param decoders how many originals are decoded at once, each in a process of its own
 * @param libvips the library's path, or a name that the system's linker finds
 */
@ConfigurationProperties("media.rendition")
record RenditionProperties(
    Map<String, Integer> presets,
    @DefaultValue("80") int quality,
    @DefaultValue("50000000") long maxPixels,
    @DefaultValue("16384") int maxSide,
    @DefaultValue("10s") Duration timeLimit,
    @DefaultValue("1GB") DataSize memory,
    @DefaultValue("1") int decoders,
    @DefaultValue("libvips.so.42") String libvips) {}
