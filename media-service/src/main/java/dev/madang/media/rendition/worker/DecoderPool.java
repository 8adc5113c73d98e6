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
 * Decoder processes with one libvips, started on demand and kept warm. An original that exceeds the
 * CPU limit is rejected at once. If a decoder crashes, the original is retried in a fresh one, as
 * the crash may have another cause, and rejected if that crashes, too. If a decoder takes too long
 * without using the CPU, nothing is known about the original: {@link DecoderStalled}.
 */
final class DecoderPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DecoderPool.class);
  private static final int ATTEMPTS = 2;
  private static final int FIRST_LIBHEIF_OF_SHARED_ITEMS = 118;

  private final RenditionProperties properties;
  private final String library;
  private final ProcessBuilder command;
  private final DecoderProcess first;
  // The last used first, so that no more are started than needed.
  private final BlockingDeque<Optional<DecoderProcess>> idle;
  private volatile boolean closed;

  /**
   * Starts one decoder.
   *
   * @throws DecoderUnavailable if it does not start or finds no library
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

  /** The types that its library decodes. */
  Set<ImageType> types() {
    return first.types();
  }

  /** Why its decoders have no sandbox; empty if they have one. */
  String open() {
    return first.open();
  }

  String description() {
    var heif = first.libheif() > 0 ? " with " + libheif() : "";
    return first.libvips() + heif + " at " + library + " decodes " + types();
  }

  /** Whether it refuses HEIC files in which one item refers to two images. */
  boolean hasOldLibheif() {
    return first.libheif() > 0 && first.libheif() < FIRST_LIBHEIF_OF_SHARED_ITEMS;
  }

  /** Such as {@code libheif 1.19}. */
  String libheif() {
    return "libheif " + first.libheif() / 100 + "." + first.libheif() % 100;
  }

  RenditionResult generate(Original original, OriginalReader reader, DecodeRequest request) {
    var slot = take();
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        var decoder = usable(slot);
        slot = Optional.of(decoder);
        try {
          return attempt == 1
              ? decoder.generate(request, reader, properties)
              : retry(decoder, request, original);
        } catch (IOException crash) {
          log.warn(
              "Decoder {} crashed at attempt {}: {}", decoder.pid(), attempt, crash.toString());
        }
      }
      return new Rejected(
          RejectionReason.DECODER_RESOURCE_LIMIT, "the decoder crashed " + ATTEMPTS + " times");
    } catch (CpuLimitExceeded exceeded) {
      return new Rejected(
          RejectionReason.DECODE_TIMEOUT, "more CPU time than " + properties.cpuLimit());
    } finally {
      idle.addFirst(slot);
    }
  }

  private RenditionResult retry(DecoderProcess decoder, DecodeRequest request, Original original)
      throws IOException, CpuLimitExceeded {
    try (var reader = OriginalReader.open(original)) {
      return decoder.generate(request, reader, properties);
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

  private DecoderProcess usable(Optional<DecoderProcess> slot) {
    if (slot.isPresent() && slot.get().isUsable()) {
      return slot.get();
    }
    // Otherwise a stopping service would reject the image.
    if (closed) {
      throw new DecoderUnavailable("the service stops");
    }
    slot.ifPresent(DecoderProcess::kill);
    return DecoderProcess.start(command);
  }

  @Override
  public void close() {
    closed = true;
    idle.forEach(slot -> slot.ifPresent(DecoderProcess::close));
  }
}
