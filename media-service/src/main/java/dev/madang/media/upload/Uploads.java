package dev.madang.media.upload;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;

import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.album.Albums;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.Multipart;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.RegisterResult;
import dev.madang.media.quota.Quota;
import dev.madang.media.quota.QuotaUnavailable;
import dev.madang.media.quota.ReservationResult;
import dev.madang.media.upload.MultipartUploads.Completion;
import dev.madang.media.upload.MultipartUploads.Open;
import dev.madang.media.upload.MultipartUploads.UploadedPart;
import dev.madang.media.upload.UploadPresigner.Part;
import dev.madang.media.upload.UploadPresigner.PresignedUpload;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * From the wish to upload a file to its being there. Whatever is asked twice, by one device or by
 * two, is done once: S3 decides between completing and aborting, the catalogue between two ways to
 * send the same file.
 */
@Service
class Uploads implements PendingUploads {

  private final MediaCatalog catalog;
  private final Albums albums;
  private final UploadPresigner presigner;
  private final MultipartUploads sessions;
  private final Quota quota;
  private final UploadProperties properties;
  private final Clock clock;

  Uploads(
      MediaCatalog catalog,
      Albums albums,
      UploadPresigner presigner,
      MultipartUploads sessions,
      Quota quota,
      UploadProperties properties,
      Clock clock) {
    this.catalog = catalog;
    this.albums = albums;
    this.presigner = presigner;
    this.sessions = sessions;
    this.quota = quota;
    this.properties = properties;
    this.clock = clock;
  }

  /** What to do to get a file uploaded. */
  sealed interface UploadPlan {

    MediaItem media();

    /** Nothing: it is there. */
    record AlreadyUploaded(MediaItem media) implements UploadPlan {}

    record SinglePut(MediaItem media, PresignedUpload ticket) implements UploadPlan {}

    record Multipart(MediaItem media, MultipartUpload session) implements UploadPlan {}
  }

  /**
   * An upload in parts.
   *
   * @param expiresAt until then parts are signed
   */
  record MultipartUpload(MediaItem media, String uploadId, PartLayout parts, Instant expiresAt) {

    static MultipartUpload of(MediaItem media, Multipart multipart) {
      return new MultipartUpload(
          media,
          multipart.uploadId(),
          new PartLayout(media.declared().size(), multipart.partSize()),
          media.id().createdAt().plus(MediaItem.UPLOAD));
    }

    OriginalKey key() {
      return keyOf(media);
    }
  }

  /**
   * The same wish again is the same media, and another ticket.
   *
   * @throws QuotaRefused when there is no room for it; a new media is not kept then
   * @throws dev.madang.defaults.problem.ProblemException {@code album-not-found}
   */
  UploadPlan ask(MediaItem wished, Optional<IdempotencyKey> key) {
    wished
        .attributes()
        .album()
        .ifPresent(album -> {
          if (albums.find(wished.userId(), album).isEmpty()) {
            throw ALBUM_NOT_FOUND.exception();
          }
        });
    return switch (catalog.register(wished, key)) {
      case RegisterResult.Added(var media) -> {
        try {
          yield wayOf(media);
        } catch (QuotaRefused | QuotaUnavailable refused) {
          catalog.remove(media);
          throw refused;
        }
      }
      case RegisterResult.AlreadyExists(var media) -> wayOf(media);
      case RegisterResult.IdempotencyConflict() -> throw new IdempotencyKeyReused();
    };
  }

  private UploadPlan wayOf(MediaItem media) {
    return switch (media.state()) {
      case State.Pending(var parts) when parts.isPresent() ->
          resumed(media, MultipartUpload.of(media, parts.get()));
      case State.Pending _
          when media.declared().size() > properties.multipartThreshold().toBytes() -> {
        reserve(media, endOfSession(media));
        yield begun(media);
      }
      case State.Pending _ -> {
        reserve(
            media,
            clock.instant().plus(properties.linkValidity()).plus(properties.reservationGrace()));
        yield new UploadPlan.SinglePut(media, presigner.presign(keyOf(media), media.declared()));
      }
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ ->
          new UploadPlan.AlreadyUploaded(media);
    };
  }

  /** Somebody may have aborted it and died before the media was removed. */
  private UploadPlan resumed(MediaItem media, MultipartUpload session) {
    if (sessions.isOpen(session.key(), session.uploadId())) {
      reserve(media, endOfSession(media));
      return new UploadPlan.Multipart(media, session);
    }
    var arrived = arrived(media);
    if (arrived.isPresent()) {
      return wayOf(arrived.get());
    }
    reserve(media, endOfSession(media));
    return begun(media);
  }

  private UploadPlan begun(MediaItem media) {
    var parts = PartLayout.of(media.declared().size());
    var own = sessions.begin(keyOf(media), media.declared());
    var stands =
        advanced(media, new State.Pending(Optional.of(new Multipart(own, parts.size()))), own);
    return switch (stands.state()) {
      case State.Pending(var there) when there.isPresent() -> {
        if (!there.get().uploadId().equals(own)) {
          sessions.abort(keyOf(media), own);
        }
        yield new UploadPlan.Multipart(stands, MultipartUpload.of(stands, there.get()));
      }
      case State.Pending _ -> throw new IllegalStateException("neither ours nor another's");
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> {
        sessions.abort(keyOf(media), own);
        yield new UploadPlan.AlreadyUploaded(stands);
      }
    };
  }

  private MediaItem advanced(MediaItem media, State next, String own) {
    var current = catalog.updateState(media, media.with(next));
    if (current.isEmpty()) {
      sessions.abort(keyOf(media), own);
      throw new UploadEnded();
    }
    return current.get();
  }

  /**
   * @throws UploadEnded when parts can be sent no longer
   */
  List<PresignedUpload> sign(UserId userId, MediaId id, List<NumberedPart> parts) {
    var session = session(userId, id);
    if (!clock.instant().isBefore(session.expiresAt())) {
      throw new UploadEnded();
    }
    for (var part : parts) {
      if (!session.parts().has(part.number())) {
        throw new NoSuchPart(part.number(), session.parts().count());
      }
    }
    return parts.stream()
        .map(it -> new Part(it.number(), session.parts().sizeOf(it.number()), it.sha256()))
        .map(it -> presigner.presign(session.key(), session.uploadId(), it))
        .toList();
  }

  record NumberedPart(int number, String sha256) {}

  /** What has come of an upload. */
  Progress progress(UserId userId, MediaId id) {
    var session = session(userId, id);
    var sent = sessions.parts(session.key(), session.uploadId()).orElseThrow(UploadEnded::new);
    return new Progress(session, sent);
  }

  record Progress(MultipartUpload session, List<UploadedPart> sent) {}

  /**
   * Makes a media of the parts that have come. Twice is once; the second gets the media as it is by
   * then.
   *
   * @throws UploadIncomplete while parts are missing
   * @throws UploadEnded when it was aborted
   */
  MediaItem complete(UserId userId, MediaId id) {
    var media = found(userId, id);
    return switch (media.state()) {
      case State.Pending(var parts) when parts.isPresent() ->
          completed(MultipartUpload.of(media, parts.get()));
      case State.Pending _ -> throw new UploadNotFound();
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> media;
    };
  }

  private MediaItem completed(MultipartUpload session) {
    var sent = sessions.parts(session.key(), session.uploadId());
    if (sent.isEmpty()) {
      return arrived(session.media()).orElseThrow(UploadEnded::new);
    }
    var missing = session.parts().missing(sent.get());
    if (!missing.isEmpty()) {
      throw new UploadIncomplete(missing);
    }
    // Keys of AWS may have sent more than we asked for.
    var asked = sent.get().stream().filter(it -> session.parts().has(it.number())).toList();
    return switch (sessions.complete(session.key(), session.uploadId(), asked)) {
      case Completion.Completed(var version) -> uploaded(session.media(), version);
      case Completion.Ended() -> {
        var arrived = arrived(session.media()).orElseThrow(UploadEnded::new);
        sessions.abort(session.key(), session.uploadId());
        yield arrived;
      }
    };
  }

  /** S3's answer may have been lost, or somebody else's: then the object is there all the same. */
  private Optional<MediaItem> arrived(MediaItem media) {
    return sessions.versionAt(keyOf(media)).map(version -> uploaded(media, version));
  }

  /** The intake may have been faster, and then stands. */
  private MediaItem uploaded(MediaItem media, String version) {
    return catalog
        .updateState(media, media.with(version, new State.Uploaded()))
        .orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  /**
   * Ends an upload and forgets the media. Twice is once.
   *
   * @throws UploadEnded when the file is there
   */
  void abort(UserId userId, MediaId id) {
    if (!discard(userId, id)) {
      throw new UploadEnded();
    }
  }

  @Override
  public boolean discard(UserId userId, MediaId id) {
    while (true) {
      var there = catalog.find(userId, id);
      if (there.isEmpty()) {
        return true;
      }
      var media = there.get();
      switch (media.state()) {
        case State.Pending(var parts) -> {
          // S3 first: if we die here, whoever asks again finds the same media and goes on.
          parts.ifPresent(it -> sessions.abort(keyOf(media), it.uploadId()));
          if (arrived(media).isPresent()) {
            return false;
          }
          var declared = media.declared();
          declared
              .sha256()
              .ifPresent(it -> quota.release(userId, path(media), declared.size(), it));
          if (catalog.remove(media)) {
            return true;
          }
          // Just now something became of it.
        }
        case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> {
          return false;
        }
      }
    }
  }

  /** The sessions that parts may still be sent to, oldest first. */
  List<MultipartUpload> open(UserId userId, Optional<MediaId> after, int limit) {
    return sessions
        .open(userId, after)
        .flatMap(it -> session(userId, it).stream())
        .limit(limit)
        .toList();
  }

  /** Keys of AWS may begin sessions too; and a lost race's own may not be aborted yet. */
  private Optional<MultipartUpload> session(UserId userId, Open open) {
    return catalog
        .find(userId, open.id())
        .filter(media -> !media.isLapsed(clock.instant()))
        .flatMap(media ->
            media.state() instanceof State.Pending(var parts)
                ? parts
                    .filter(it -> it.uploadId().equals(open.uploadId()))
                    .map(it -> MultipartUpload.of(media, it))
                : Optional.empty());
  }

  private MultipartUpload session(UserId userId, MediaId id) {
    var media = found(userId, id);
    return switch (media.state()) {
      case State.Pending(var parts) ->
          parts.map(it -> MultipartUpload.of(media, it)).orElseThrow(UploadNotFound::new);
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ ->
          throw new UploadEnded();
    };
  }

  private MediaItem found(UserId userId, MediaId id) {
    return catalog.find(userId, id).orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  private void reserve(MediaItem media, Instant end) {
    var declared = media.declared();
    var reserved =
        quota.reserve(
            media.userId(), path(media), declared.size(), declared.sha256().orElseThrow(), end);
    switch (reserved) {
      case ReservationResult.Granted() -> {}
      case ReservationResult.QuotaExceeded _, ReservationResult.TooManyOpenUploads _ ->
          throw new QuotaRefused(reserved);
    }
  }

  private Instant endOfSession(MediaItem media) {
    return media.id().createdAt().plus(MediaItem.UPLOAD).plus(properties.reservationGrace());
  }

  private static OriginalKey keyOf(MediaItem media) {
    return new OriginalKey(media.userId(), media.path());
  }

  /** As the quota counts it. */
  private static String path(MediaItem media) {
    return "media/" + media.path();
  }
}
