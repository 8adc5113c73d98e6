package dev.madang.media.rendition.pool;

import dev.madang.media.rendition.Effort;
import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.Reason;
import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.Rendering.Refused;
import dev.madang.media.rendition.Renditions;
import dev.madang.media.rendition.decoder.Order;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes in processes that are kept warm and may die. An original that outlives its time is
 * refused at once; one whose decoder dies gets a second, fresh decoder, since the first may have
 * died of something else, and is refused when that dies too.
 */
final class DecoderPool implements Renditions, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DecoderPool.class);
  private static final int ATTEMPTS = 2;

  private final RenditionProperties properties;
  private final ProcessBuilder command;
  private final BlockingQueue<DecoderProcess> idle;
  private volatile boolean closed;

  /**
   * @throws DecoderUnavailable when the decoders do not start
   */
  DecoderPool(RenditionProperties properties, ProcessBuilder command) {
    this.properties = properties;
    this.command = command;
    this.idle = new ArrayBlockingQueue<>(properties.decoders());
    while (idle.remainingCapacity() > 0) {
      idle.add(DecoderProcess.start(command));
    }
  }

  @Override
  public Rendering make(String contentType, Original original, Effort effort) {
    if (original.size() > properties.maxSize().toBytes()) {
      return new Refused(Reason.TOO_LARGE, original.size() + " bytes of a picture");
    }
    try (var reader = OriginalReader.open(original)) {
      var type = ImageType.of(reader.start());
      if (type.isEmpty()) {
        return new Refused(Reason.UNSUPPORTED_TYPE, "no picture by its first bytes");
      }
      if (!type.get().isCalled(contentType)) {
        return new Refused(Reason.TYPE_MISMATCH, type.get() + " announced as " + contentType);
      }
      return decode(original, reader, properties.order(effort, original.size()));
    }
  }

  private Rendering decode(Original original, OriginalReader first, Order order) {
    var decoder = take();
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (!decoder.isUsable()) {
          decoder = replace(decoder);
        }
        try {
          return attempt == 1
              ? decoder.make(order, first, properties.timeLimit())
              : again(decoder, order, original);
        } catch (IOException died) {
          log.warn("Decoder {} died at attempt {}: {}", decoder.pid(), attempt, died.toString());
        }
      }
      return new Refused(Reason.DECODE_LIMIT, "the decoder died " + ATTEMPTS + " times");
    } catch (DecoderTimeout overdue) {
      return new Refused(Reason.DECODE_TIMEOUT, "longer than " + properties.timeLimit());
    } finally {
      idle.add(decoder);
    }
  }

  private Rendering again(DecoderProcess decoder, Order order, Original original)
      throws IOException, DecoderTimeout {
    try (var reader = OriginalReader.open(original)) {
      return decoder.make(order, reader, properties.timeLimit());
    }
  }

  private DecoderProcess take() {
    try {
      return idle.take();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while all decoders were busy", stop);
    }
  }

  private DecoderProcess replace(DecoderProcess dead) {
    // Otherwise a service that stops would take its own farewell for a picture's fault.
    if (closed) {
      throw new DecoderUnavailable("the service stops");
    }
    dead.kill();
    return DecoderProcess.start(command);
  }

  @Override
  public void close() {
    closed = true;
    idle.forEach(DecoderProcess::close);
  }
}
