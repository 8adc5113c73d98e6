package dev.madang.media.rendition.worker;

import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Rejected;
import dev.madang.media.rendition.decoder.DecodeRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes with one libvips, started when they are first needed, kept warm, and free to die. An
 * original that outlives its time is refused at once; one whose decoder dies gets a second, fresh
 * decoder, since the first may have died of something else, and is refused when that dies too.
 */
final class DecoderPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DecoderPool.class);
  private static final int ATTEMPTS = 2;

  private final RenditionProperties properties;
  private final String library;
  private final ProcessBuilder command;
  private final DecoderProcess first;
  // The last that worked comes first, so that no more are started than are needed.
  private final BlockingDeque<Optional<DecoderProcess>> idle;
  private volatile boolean closed;

  /**
   * Starts one decoder.
   *
   * @throws DecoderUnavailable when it does not start, or finds no library
   */
  DecoderPool(RenditionProperties properties, String library) {
    this(properties, library, DecoderCommand.of(library, properties.memory()));
  }

  DecoderPool(RenditionProperties properties, String library, ProcessBuilder command) {
    this.properties = properties;
    this.library = library;
    this.command = command;
    this.first = DecoderProcess.start(command);
    this.idle = new LinkedBlockingDeque<>(properties.decoders());
    idle.add(Optional.of(first));
    while (idle.remainingCapacity() > 0) {
      idle.add(Optional.empty());
    }
  }

  /** What its library decodes. */
  Set<ImageType> types() {
    return first.types();
  }

  /** Why its decoders are in no sandbox; empty when they are. */
  String open() {
    return first.open();
  }

  String description() {
    return first.libvips() + " at " + library + " decodes " + types();
  }

  RenditionResult generate(Original original, OriginalReader reader, DecodeRequest order) {
    var place = take();
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        var decoder = usable(place);
        place = Optional.of(decoder);
        try {
          return attempt == 1
              ? decoder.generate(order, reader, properties.timeLimit())
              : again(decoder, order, original);
        } catch (IOException died) {
          log.warn("Decoder {} died at attempt {}: {}", decoder.pid(), attempt, died.toString());
        }
      }
      return new Rejected(
          RejectionReason.DECODER_RESOURCE_LIMIT, "the decoder died " + ATTEMPTS + " times");
    } catch (DecoderTimeout overdue) {
      return new Rejected(RejectionReason.DECODE_TIMEOUT, "longer than " + properties.timeLimit());
    } finally {
      idle.addFirst(place);
    }
  }

  private RenditionResult again(DecoderProcess decoder, DecodeRequest order, Original original)
      throws IOException, DecoderTimeout {
    try (var reader = OriginalReader.open(original)) {
      return decoder.generate(order, reader, properties.timeLimit());
    }
  }

  private Optional<DecoderProcess> take() {
    try {
      return idle.take();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while all decoders were busy", stop);
    }
  }

  private DecoderProcess usable(Optional<DecoderProcess> place) {
    if (place.isPresent() && place.get().isUsable()) {
      return place.get();
    }
    // Otherwise a service that stops would take its own farewell for a picture's fault.
    if (closed) {
      throw new DecoderUnavailable("the service stops");
    }
    place.ifPresent(DecoderProcess::kill);
    return DecoderProcess.start(command);
  }

  @Override
  public void close() {
    closed = true;
    idle.forEach(place -> place.ifPresent(DecoderProcess::close));
  }
}
