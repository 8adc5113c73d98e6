package dev.madang.media.rendition.pool;

import dev.madang.media.rendition.Renditions;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The service's own decoder, with its limits, for tests of other packages. */
public final class WarmDecoder implements AutoCloseable {

  private final DecoderPool pool;

  private WarmDecoder(DecoderPool pool) {
    this.pool = pool;
  }

  public static WarmDecoder start(Duration timeLimit, DataSize memory) {
    return new WarmDecoder(TestDecoders.pool(TestDecoders.properties(timeLimit, memory)));
  }

  public Renditions renditions() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
