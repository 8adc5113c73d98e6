package dev.madang.media.rendition.worker;

import dev.madang.media.rendition.RenditionGenerator;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The service's own decoder, with its limits, for tests of other packages. */
public final class WarmDecoder implements AutoCloseable {

  private final DecoderRegistry decoders;

  private WarmDecoder(DecoderRegistry decoders) {
    this.decoders = decoders;
  }

  public static WarmDecoder start(Duration cpuLimit, DataSize memory) {
    return new WarmDecoder(TestDecoders.decoders(TestDecoders.properties(cpuLimit, memory)));
  }

  /** Whether it decodes HEIC, but not the photos of newer iPhones. */
  public boolean hasOldLibheif() {
    return decoders.hasOldLibheif();
  }

  public RenditionGenerator renditions() {
    return decoders;
  }

  @Override
  public void close() {
    decoders.close();
  }
}
