package dev.madang.media.processing;

import dev.madang.media.ContentType;
import dev.madang.media.OriginalKey;
import dev.madang.media.malware.MalwareScanner;
import dev.madang.media.malware.MalwareScanner.Verdict;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.processing.Originals.Stored;
import dev.madang.media.quota.Quota;
import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.RenditionGenerator;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.storage.RenditionStore;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides whether a version of an original is accepted, and generates its renditions. */
@Component
class MediaInspector {

  private static final Logger log = LoggerFactory.getLogger(MediaInspector.class);

  private final MalwareScanner scanner;
  private final Quota quota;
  private final RenditionGenerator renditions;
  private final RenditionStore store;
  private final ProcessingProperties properties;
  private final Failpoint failpoint;
  private final ObservationRegistry observations;

  MediaInspector(
      MalwareScanner scanner,
      Quota quota,
      RenditionGenerator renditions,
      RenditionStore store,
      ProcessingProperties properties,
      Failpoint failpoint,
      ObservationRegistry observations) {
    this.scanner = scanner;
    this.quota = quota;
    this.renditions = renditions;
    this.store = store;
    this.properties = properties;
    this.failpoint = failpoint;
    this.observations = observations;
  }

  /**
   * @param found what is now known of the file
   * @param state ready, rejected, or uploaded while the malware scan is pending
   */
  record Outcome(DeclaredFile found, State state) {}

  /** Idempotent: it stores the same renditions under the same keys. */
  Outcome inspect(OriginalKey key, MediaItem media, Stored stored, boolean fast) {
    var declared = media.declared();
    return switch (scanner.verdict(key, stored.version())) {
      case Verdict.Pending() -> new Outcome(declared, new State.Uploaded());
      case Verdict.Infected(var what) -> rejected(key, declared, RejectionReason.MALWARE, what);
      case Verdict.Clean() ->
          declared.sha256().isEmpty() && exceedsQuota(key, stored)
              ? rejected(key, declared, RejectionReason.QUOTA_EXCEEDED, "no space is left")
              : read(key, declared, new HashingInput(stored), fast);
    };
  }

  /** Declared uploads have reserved their space; others have not. */
  private boolean exceedsQuota(OriginalKey key, Stored stored) {
    return !quota.availableSpace(key.userId(), "media/" + key.path(), stored.size()).isEnough();
  }

  private Outcome read(
      OriginalKey key, DeclaredFile declared, HashingInput original, boolean fast) {
    var imageType = ImageType.of(original.head());
    var contentType = declared.contentType();
    if (imageType.isEmpty() && !contentType.startsWith("image/")) {
      return otherFile(key, declared, original);
    }
    if (imageType.isPresent() && isUnspecified(contentType)) {
      contentType = imageType.get().contentType();
    }
    var type = contentType;
    var effort = fast ? EncodingEffort.FAST : EncodingEffort.FULL;
    var result =
        Observation.createNotStarted("madang.media.renditions.generate", observations)
            .observe(() -> renditions.generate(type, original, effort));
    return switch (result) {
      case RenditionResult.Rejected(var reason, var detail) -> {
        // A truncated or changed file may be undecodable, too, but this is the better reason.
        yield hasOtherChecksum(declared, original)
            ? rejected(key, declared, RejectionReason.CHECKSUM_MISMATCH, "checksum differs")
            : rejected(key, declared, reason, detail);
      }
      case RenditionResult.Generated(var preview, var generated) -> {
        failpoint.pass(CrashPoint.DECODED);
        if (hasOtherChecksum(declared, original)) {
          yield rejected(key, declared, RejectionReason.CHECKSUM_MISMATCH, "checksum differs");
        }
        var sha256 = original.sha256().orElseThrow();
        var found =
            new DeclaredFile(
                declared.fileName(),
                contentType,
                declared.size(),
                Optional.of(Base64.getEncoder().encodeToString(sha256)));
        yield new Outcome(
            found,
            new State.Ready(
                Optional.of(preview),
                Observation.createNotStarted("madang.media.renditions.store", observations)
                    .observe(() -> store(key, HexFormat.of().formatHex(sha256), generated))));
      }
    };
  }

  private Outcome otherFile(OriginalKey key, DeclaredFile declared, HashingInput original) {
    if (original.size() <= properties.maxVerifiedSize().toBytes()) {
      original.readToTheEnd();
      if (hasOtherChecksum(declared, original)) {
        return rejected(key, declared, RejectionReason.CHECKSUM_MISMATCH, "checksum differs");
      }
    }
    var sha256 = original.sha256().map(Base64.getEncoder()::encodeToString).or(declared::sha256);
    return new Outcome(
        new DeclaredFile(declared.fileName(), declared.contentType(), declared.size(), sha256),
        new State.Ready(Optional.empty(), List.of()));
  }

  /** S3 has the first if the client sent no content type. */
  private static boolean isUnspecified(String contentType) {
    return contentType.equals("binary/octet-stream") || contentType.equals(ContentType.UNSPECIFIED);
  }

  private static boolean hasOtherChecksum(DeclaredFile declared, HashingInput original) {
    return original
        .sha256()
        .map(Base64.getEncoder()::encodeToString)
        .filter(actual -> declared.sha256().isPresent() && !declared.sha256().get().equals(actual))
        .isPresent();
  }

  private List<StoredRendition> store(
      OriginalKey key, String contentHash, List<Rendition> generated) {
    var renditions = new ArrayList<StoredRendition>();
    for (var rendition : generated) {
      var stored = store.put(key.userId().value(), contentHash, rendition);
      renditions.add(
          new StoredRendition(
              rendition.preset(),
              rendition.width(),
              rendition.height(),
              rendition.contentType(),
              stored.size(),
              stored.key()));
      if (renditions.size() == 1) {
        failpoint.pass(CrashPoint.ONE_STORED);
      }
    }
    failpoint.pass(CrashPoint.ALL_STORED);
    return renditions;
  }

  private static Outcome rejected(
      OriginalKey key, DeclaredFile declared, RejectionReason reason, String detail) {
    log.info("Rejected {}: {} ({})", key, reason.code(), detail);
    return new Outcome(declared, new State.Rejected(reason));
  }
}
