package dev.madang.media.intake;

import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.delivery.RenditionStore;
import dev.madang.media.intake.Originals.Stored;
import dev.madang.media.quota.Quota;
import dev.madang.media.rendition.Effort;
import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.Reason;
import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.Renditions;
import dev.madang.media.scan.Scanner;
import dev.madang.media.scan.Scanner.Verdict;
import dev.madang.media.upload.OriginalKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at one version of an original: what it is, whether it may be here, and how it looks. */
@Component
class Examination {

  private static final Logger log = LoggerFactory.getLogger(Examination.class);

  private final Scanner scanner;
  private final Quota quota;
  private final Renditions renditions;
  private final RenditionStore store;
  private final IntakeProperties properties;
  private final Failpoint failpoint;

  Examination(
      Scanner scanner,
      Quota quota,
      Renditions renditions,
      RenditionStore store,
      IntakeProperties properties,
      Failpoint failpoint) {
    this.scanner = scanner;
    this.quota = quota;
    this.renditions = renditions;
    this.store = store;
    this.properties = properties;
    this.failpoint = failpoint;
  }

  /**
   * @param found what is known of the file now
   * @param state ready, rejected, or uploaded while the scanner is not done
   */
  record Outcome(Announced found, State state) {}

  /** Repeated, it keeps the same renditions under the same keys. */
  Outcome examine(OriginalKey key, Media media, Stored stored, boolean inHaste) {
    var announced = media.announced();
    if (announced.size() != stored.size()) {
      return rejected(key, announced, Reason.CHECKSUM_MISMATCH, stored.size() + " bytes came");
    }
    return switch (scanner.verdict(key, stored.version())) {
      case Verdict.NotYet() -> new Outcome(announced, new State.Uploaded());
      case Verdict.Infected(var what) -> rejected(key, announced, Reason.MALWARE, what);
      case Verdict.Clean() ->
          !media.wasAskedFor() && isTooMuch(key, stored)
              ? rejected(key, announced, Reason.QUOTA_EXCEEDED, "no room is left")
              : read(key, announced, new ReadOriginal(stored), inHaste);
    };
  }

  /** Who asks for an upload has reserved its space; who writes with keys of AWS has not. */
  private boolean isTooMuch(OriginalKey key, Stored stored) {
    return !quota.roomFor(key.owner(), "media/" + key.path(), stored.size()).isEnough();
  }

  private Outcome read(
      OriginalKey key, Announced announced, ReadOriginal original, boolean inHaste) {
    var isPicture = ImageType.of(original.head());
    var announcedType = announced.contentType();
    if (isPicture.isEmpty() && !announcedType.startsWith("image/")) {
      return otherFile(key, announced, original);
    }
    if (isPicture.isPresent() && saysNothing(announcedType)) {
      announcedType = isPicture.get().contentType();
    }
    var rendering = renditions.make(announcedType, original, inHaste ? Effort.HASTY : Effort.FULL);
    return switch (rendering) {
      case Rendering.Refused(var reason, var detail) -> {
        // What was cut or changed on its way is no picture either, but this is the better reason.
        yield isOther(announced, original)
            ? rejected(key, announced, Reason.CHECKSUM_MISMATCH, "other bytes than announced")
            : rejected(key, announced, reason, detail);
      }
      case Rendering.Made(var look, var made) -> {
        failpoint.pass(Gap.DECODED);
        if (isOther(announced, original)) {
          yield rejected(key, announced, Reason.CHECKSUM_MISMATCH, "other bytes than announced");
        }
        var sum = original.sum().orElseThrow();
        var found =
            new Announced(
                announced.fileName(),
                announcedType,
                announced.size(),
                Optional.of(Base64.getEncoder().encodeToString(sum)));
        yield new Outcome(
            found,
            new State.Ready(Optional.of(look), kept(key, HexFormat.of().formatHex(sum), made)));
      }
    };
  }

  private Outcome otherFile(OriginalKey key, Announced announced, ReadOriginal original) {
    if (original.size() <= properties.verified().toBytes()) {
      original.readToTheEnd();
      if (isOther(announced, original)) {
        return rejected(key, announced, Reason.CHECKSUM_MISMATCH, "other bytes than announced");
      }
    }
    var sha256 = original.sum().map(Base64.getEncoder()::encodeToString).or(announced::sha256);
    return new Outcome(
        new Announced(announced.fileName(), announced.contentType(), announced.size(), sha256),
        new State.Ready(Optional.empty(), List.of()));
  }

  /** S3's word for what its writer did not say. */
  private static boolean saysNothing(String contentType) {
    return contentType.equals("binary/octet-stream")
        || contentType.equals("application/octet-stream");
  }

  private static boolean isOther(Announced announced, ReadOriginal original) {
    return original
        .sum()
        .map(Base64.getEncoder()::encodeToString)
        .filter(sum -> announced.sha256().isPresent() && !announced.sha256().get().equals(sum))
        .isPresent();
  }

  private List<Picture> kept(OriginalKey key, String contentHash, List<Rendition> made) {
    var pictures = new ArrayList<Picture>();
    for (var rendition : made) {
      var kept = store.keep(key.owner().value(), contentHash, rendition);
      pictures.add(
          new Picture(
              rendition.preset(),
              rendition.width(),
              rendition.height(),
              rendition.contentType(),
              kept.bytes(),
              kept.key()));
      if (pictures.size() == 1) {
        failpoint.pass(Gap.ONE_KEPT);
      }
    }
    failpoint.pass(Gap.ALL_KEPT);
    return pictures;
  }

  private static Outcome rejected(
      OriginalKey key, Announced announced, Reason reason, String detail) {
    log.info("Rejected {}: {}, {}", key, reason.code(), detail);
    return new Outcome(announced, new State.Rejected(reason));
  }
}
