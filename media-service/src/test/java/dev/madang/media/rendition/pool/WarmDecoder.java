package dev.madang.media.rendition.pool;

import dev.madang.media.rendition.Renditions;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The service's own decoder, with its limits, for tests of other packages. */
public final class WarmDecoder implements AutoCloseable {

  private final Decoders decoders;

  private WarmDecoder(Decoders decoders) {
    this.decoders = decoders;
  }

  public static WarmDecoder start(Duration timeLimit, DataSize memory) {
    return new WarmDecoder(TestDecoders.decoders(TestDecoders.properties(timeLimit, memory)));
  }

  public Renditions renditions() {
    return decoders;
  }

  @Override
  public void close() {
    decoders.close();
  }
}
