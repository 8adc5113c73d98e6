package dev.madang.media.intake;

import static dev.madang.media.rendition.Reason.CHECKSUM_MISMATCH;
import static dev.madang.media.rendition.Reason.TOO_LARGE;

import dev.madang.media.catalog.Closures;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.delivery.RenditionStore;
import dev.madang.media.intake.Originals.Original;
import dev.madang.media.rendition.Look;
import dev.madang.media.rendition.Reason;
import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.Renditions;
import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.OriginalStore;
import dev.madang.media.upload.UploadProperties;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Turns an uploaded original into renditions, or says why not. */
@Service
class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final MediaCatalog catalog;
  private final Originals originals;
  private final Renditions renditions;
  private final RenditionStore store;
  private final UploadProperties limits;
  private final Closures closures;
  private final OriginalStore originalStore;

  Intake(
      MediaCatalog catalog,
      Closures closures,
      OriginalStore originalStore,
      Originals originals,
      Renditions renditions,
      RenditionStore store,
      UploadProperties limits) {
    this.catalog = catalog;
    this.closures = closures;
    this.originalStore = originalStore;
    this.originals = originals;
    this.renditions = renditions;
    this.store = store;
    this.limits = limits;
  }

  /**
   * Harmless when repeated: the first outcome stands, and the same renditions have the same keys.
   */
  void receive(OriginalKey key) {
    var media = catalog.findAt(key.owner(), key.path());
    if (media.isEmpty()) {
      unexpected(key);
      return;
    }
    if (media.get().state() instanceof State.Pending) {
      outcome(key, media.get())
          .ifPresentOrElse(
              outcome -> settle(key, media.get(), outcome),
              () -> log.info("{} was gone before it was read", key));
    }
  }

  private void settle(OriginalKey key, Media media, State outcome) {
    try {
      catalog.advance(media, media.with(outcome));
    } catch (MediaNotFound left) {
      unexpected(key);
    }
  }

  /** A ticket outlives the account that it was issued to. */
  private void unexpected(OriginalKey key) {
    if (closures.isClosed(key.owner())) {
      log.info("{} came after its owner had left, and is removed", key);
      originalStore.removeAllOf(key.owner());
      store.removeAllOf(key.owner().value());
    } else {
      log.info("Nobody asked to upload {}", key);
    }
  }

  private Optional<State> outcome(OriginalKey key, Media media) {
    return switch (originals.fetch(key, limits.largestPut().toBytes())) {
      case Original.Gone() -> Optional.empty();
      case Original.TooLarge(var size) -> Optional.of(rejected(key, TOO_LARGE, size + " bytes"));
      case Original.Found found -> Optional.of(outcome(key, media, found));
    };
  }

  private State outcome(OriginalKey key, Media media, Original.Found original) {
    if (!media.announced().sha256().equals(Optional.of(original.sha256()))) {
      return rejected(key, CHECKSUM_MISMATCH, "other bytes than announced");
    }
    var bytes = dev.madang.media.rendition.Original.of(original.bytes());
    return switch (renditions.make(media.announced().contentType(), bytes)) {
      case Rendering.Made(var look, var made) ->
          new State.Ready(
              Optional.of(known(look)), made.stream().map(it -> kept(key, original, it)).toList());
      case Rendering.Refused(var reason, var detail) -> rejected(key, reason, detail);
    };
  }

  private static Media.Look known(Look look) {
    return new Media.Look(look.width(), look.height(), look.thumbHash(), look.dominantColor());
  }

  private Picture kept(OriginalKey key, Original.Found original, Rendition rendition) {
    var kept = store.keep(key.owner().value(), hex(original.sha256()), rendition);
    return new Picture(
        rendition.preset(),
        rendition.width(),
        rendition.height(),
        rendition.contentType(),
        kept.bytes(),
        kept.key());
  }

  private static String hex(String base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }

  private static State rejected(OriginalKey key, Reason reason, String detail) {
    log.info("Rejected {}: {}, {}", key, reason.code(), detail);
    return new State.Rejected(reason);
  }
}
