package dev.madang.media.upload;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.IDEMPOTENCY_KEY_REUSED;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.QUOTA_EXCEEDED;
import static dev.madang.media.MediaProblem.TOO_MANY_OPEN_UPLOADS;
import static dev.madang.media.MediaProblem.UPLOAD_INCOMPLETE;
import static dev.madang.media.MediaProblem.UPLOAD_NOT_FOUND;
import static dev.madang.media.MediaProblem.UPLOAD_NOT_OPEN;
import static dev.madang.media.MediaProblem.UPLOAD_TOO_LARGE;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.media.AlbumLookup;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.Multipart;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.RegisterResult;
import dev.madang.media.quota.Quota;
import dev.madang.media.quota.ReservationResult;
import dev.madang.media.upload.MultipartUploads.Completion;
import dev.madang.media.upload.MultipartUploads.OpenUpload;
import dev.madang.media.upload.MultipartUploads.UploadedPart;
import dev.madang.media.upload.UploadPresigner.Part;
import dev.madang.media.upload.UploadPresigner.PresignedUpload;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/**
 * Uploads of files, from the request to the object in S3. Every operation is idempotent, also for
 * concurrent calls of several devices: S3 decides between completing and aborting, the catalog
 * between two uploads of the same file.
 */
@Service
class Uploads implements PendingUploads {

  private static final int MAX_MISSING_NAMED = 100;

  private final MediaCatalog catalog;
  private final AlbumLookup albums;
  private final UploadPresigner presigner;
  private final MultipartUploads multipartUploads;
  private final Quota quota;
  private final UploadProperties properties;
  private final Clock clock;

  Uploads(
      MediaCatalog catalog,
      AlbumLookup albums,
      UploadPresigner presigner,
      MultipartUploads multipartUploads,
      Quota quota,
      UploadProperties properties,
      Clock clock) {
    this.catalog = catalog;
    this.albums = albums;
    this.presigner = presigner;
    this.multipartUploads = multipartUploads;
    this.quota = quota;
    this.properties = properties;
    this.clock = clock;
  }

  /** How a client uploads a file. */
  sealed interface UploadPlan {

    MediaItem media();

    /** The file is already uploaded. */
    record AlreadyUploaded(MediaItem media) implements UploadPlan {}

    record SinglePut(MediaItem media, PresignedUpload upload) implements UploadPlan {}

    record Multipart(MediaItem media, MultipartUpload upload) implements UploadPlan {}
  }

  /**
   * A multipart upload of S3.
   *
   * @param expiresAt until then parts are presigned
   */
  record MultipartUpload(MediaItem media, String uploadId, PartLayout parts, Instant expiresAt) {

    static MultipartUpload of(MediaItem media, Multipart multipart) {
      return new MultipartUpload(
          media,
          multipart.uploadId(),
          new PartLayout(media.declared().size(), multipart.partSize()),
          media.id().createdAt().plus(MediaItem.UPLOAD_VALIDITY));
    }

    OriginalKey key() {
      return keyOf(media);
    }
  }

  /**
   * Registers a file. The same request again returns the same item, with another presigned URL. An
   * item whose space cannot be reserved is not kept.
   *
   * @throws ProblemException {@code upload-too-large}, {@code album-not-found}, {@code
   *     idempotency-key-reused}, {@code quota-exceeded} or {@code too-many-open-uploads}
   */
  UploadPlan create(MediaItem requested, Optional<IdempotencyKey> key) {
    requireAllowedSize(requested);
    var album = requested.attributes().album();
    if (album.filter(it -> !albums.exists(requested.userId(), it)).isPresent()) {
      throw ALBUM_NOT_FOUND.exception();
    }
    return switch (catalog.register(requested, key)) {
      case RegisterResult.Added(var media) -> {
        try {
          yield planFor(media);
        } catch (ProblemException refused) {
          catalog.remove(media);
          throw refused;
        }
      }
      case RegisterResult.AlreadyExists(var media) -> planFor(media);
      case RegisterResult.IdempotencyConflict() -> throw IDEMPOTENCY_KEY_REUSED.exception();
    };
  }

  private void requireAllowedSize(MediaItem requested) {
    var declared = requested.declared();
    var max = declared.isImage() ? properties.maxImageSize() : properties.maxFileSize();
    if (declared.size() > max.toBytes()) {
      throw UPLOAD_TOO_LARGE
          .exception("A file of this type may have %d bytes at most.".formatted(max.toBytes()))
          .with("limit", max.toBytes());
    }
  }

  private UploadPlan planFor(MediaItem media) {
    return switch (media.state()) {
      case State.Pending(var multipart) when multipart.isPresent() ->
          resume(media, MultipartUpload.of(media, multipart.get()));
      case State.Pending _
          when media.declared().size() > properties.multipartThreshold().toBytes() -> {
        reserve(media, multipartEnd(media));
        yield beginMultipart(media);
      }
      case State.Pending _ -> {
        var linkEnd = clock.instant().plus(properties.linkValidity());
        reserve(media, linkEnd.plus(properties.reservationGrace()));
        yield new UploadPlan.SinglePut(media, presigner.presign(keyOf(media), media.declared()));
      }
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ ->
          new UploadPlan.AlreadyUploaded(media);
    };
  }

  /** Another request may have aborted it and crashed before the item was removed. */
  private UploadPlan resume(MediaItem media, MultipartUpload upload) {
    if (multipartUploads.isOpen(upload.key(), upload.uploadId())) {
      reserve(media, multipartEnd(media));
      return new UploadPlan.Multipart(media, upload);
    }
    var uploaded = findUploaded(media);
    if (uploaded.isPresent()) {
      return planFor(uploaded.get());
    }
    reserve(media, multipartEnd(media));
    return beginMultipart(media);
  }

  private UploadPlan beginMultipart(MediaItem media) {
    var parts = PartLayout.of(media.declared().size());
    var own = multipartUploads.begin(keyOf(media), media.declared());
    var pending = new State.Pending(Optional.of(new Multipart(own, parts.size())));
    var current = catalog.updateState(media, media.with(pending));
    if (current.isEmpty()) {
      multipartUploads.abort(keyOf(media), own);
      throw UPLOAD_NOT_OPEN.exception();
    }
    return switch (current.get().state()) {
      case State.Pending(var multipart) when multipart.isPresent() -> {
        if (!multipart.get().uploadId().equals(own)) {
          multipartUploads.abort(keyOf(media), own);
        }
        yield new UploadPlan.Multipart(
            current.get(), MultipartUpload.of(current.get(), multipart.get()));
      }
      case State.Pending _ -> throw new IllegalStateException("pending without multipart upload");
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> {
        multipartUploads.abort(keyOf(media), own);
        yield new UploadPlan.AlreadyUploaded(current.get());
      }
    };
  }

  /**
   * @throws ProblemException {@code upload-not-open} if parts can no longer be sent, {@code
   *     invalid-request} for a number that the file has not
   */
  List<PresignedUpload> presignParts(UserId userId, MediaId id, List<RequestedPart> requested) {
    var upload = findOpen(userId, id);
    if (!clock.instant().isBefore(upload.expiresAt())) {
      throw UPLOAD_NOT_OPEN.exception();
    }
    var layout = upload.parts();
    IntStream.range(0, requested.size())
        .filter(i -> !layout.has(requested.get(i).number()))
        .findFirst()
        .ifPresent(i -> {
          throw CommonProblem.invalid(
              "parts[%d].number".formatted(i), "must be 1 to " + layout.count());
        });
    return requested.stream()
        .map(it -> new Part(it.number(), layout.sizeOf(it.number()), it.sha256()))
        .map(it -> presigner.presign(upload.key(), upload.uploadId(), it))
        .toList();
  }

  record RequestedPart(int number, String sha256) {}

  /**
   * The parts that have been uploaded, by number.
   *
   * @param after only parts with greater numbers
   */
  List<UploadedPart> listParts(UserId userId, MediaId id, int after, int limit) {
    var upload = findOpen(userId, id);
    return multipartUploads
        .parts(upload.key(), upload.uploadId(), after, limit)
        .orElseThrow(UPLOAD_NOT_OPEN::exception);
  }

  /**
   * Makes one object of the parts. Repeated, it returns the item as it is by then.
   *
   * @throws ProblemException {@code upload-incomplete} while parts are missing, {@code
   *     upload-not-open} if it was aborted
   */
  MediaItem complete(UserId userId, MediaId id) {
    var media = find(userId, id);
    return switch (media.state()) {
      case State.Pending(var multipart) ->
          complete(
              multipart
                  .map(it -> MultipartUpload.of(media, it))
                  .orElseThrow(UPLOAD_NOT_FOUND::exception));
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> media;
    };
  }

  private MediaItem complete(MultipartUpload upload) {
    var uploaded = multipartUploads.parts(upload.key(), upload.uploadId());
    if (uploaded.isEmpty()) {
      return findUploaded(upload.media()).orElseThrow(UPLOAD_NOT_OPEN::exception);
    }
    var missing = upload.parts().missing(uploaded.get());
    if (!missing.isEmpty()) {
      throw UPLOAD_INCOMPLETE
          .exception("%d parts are missing.".formatted(missing.size()))
          .with("missing", missing.stream().limit(MAX_MISSING_NAMED).toList());
    }
    // A client with storage credentials may have sent more parts than the file has.
    var parts = uploaded.get().stream().filter(it -> upload.parts().has(it.number())).toList();
    return switch (multipartUploads.complete(upload.key(), upload.uploadId(), parts)) {
      case Completion.Completed(var version) -> markUploaded(upload.media(), version);
      case Completion.NotOpen() -> {
        var media = findUploaded(upload.media()).orElseThrow(UPLOAD_NOT_OPEN::exception);
        multipartUploads.abort(upload.key(), upload.uploadId());
        yield media;
      }
    };
  }

  /** The response of S3 may have been lost, or another request's: then the object exists. */
  private Optional<MediaItem> findUploaded(MediaItem media) {
    return multipartUploads.versionAt(keyOf(media)).map(version -> markUploaded(media, version));
  }

  /** Processing may have been faster; its state stays. */
  private MediaItem markUploaded(MediaItem media, String version) {
    return catalog
        .updateState(media, media.with(version, new State.Uploaded()))
        .orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  /**
   * @throws ProblemException {@code upload-not-open} if the file is uploaded
   */
  void abort(UserId userId, MediaId id) {
    if (!discard(userId, id)) {
      throw UPLOAD_NOT_OPEN.exception();
    }
  }

  @Override
  public boolean discard(UserId userId, MediaId id) {
    while (true) {
      var found = catalog.find(userId, id);
      if (found.isEmpty()) {
        return true;
      }
      var media = found.get();
      switch (media.state()) {
        case State.Pending(var multipart) -> {
          // S3 first: after a crash the next attempt finds the item and continues.
          multipart.ifPresent(it -> multipartUploads.abort(keyOf(media), it.uploadId()));
          if (findUploaded(media).isPresent()) {
            return false;
          }
          var declared = media.declared();
          declared
              .sha256()
              .ifPresent(it -> quota.release(userId, quotaPath(media), declared.size(), it));
          if (catalog.remove(media)) {
            return true;
          }
          // It was changed concurrently: read it again.
        }
        case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> {
          return false;
        }
      }
    }
  }

  /** The multipart uploads whose parts may still be sent, oldest first. */
  List<MultipartUpload> listOpen(UserId userId, Optional<MediaId> after, int limit) {
    return multipartUploads
        .open(userId, after)
        .flatMap(it -> findOpen(userId, it).stream())
        .limit(limit)
        .toList();
  }

  /** Clients with storage credentials begin uploads too; a lost race may leave one open. */
  private Optional<MultipartUpload> findOpen(UserId userId, OpenUpload open) {
    return catalog
        .find(userId, open.id())
        .filter(media -> !media.isExpired(clock.instant()))
        .flatMap(media ->
            media.state() instanceof State.Pending(var multipart)
                ? multipart
                    .filter(it -> it.uploadId().equals(open.uploadId()))
                    .map(it -> MultipartUpload.of(media, it))
                : Optional.empty());
  }

  private MultipartUpload findOpen(UserId userId, MediaId id) {
    var media = find(userId, id);
    return switch (media.state()) {
      case State.Pending(var multipart) ->
          multipart
              .map(it -> MultipartUpload.of(media, it))
              .orElseThrow(UPLOAD_NOT_FOUND::exception);
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ ->
          throw UPLOAD_NOT_OPEN.exception();
    };
  }

  private MediaItem find(UserId userId, MediaId id) {
    return catalog.find(userId, id).orElseThrow(MEDIA_NOT_FOUND::exception);
  }

  private void reserve(MediaItem media, Instant end) {
    var declared = media.declared();
    var result =
        quota.reserve(
            media.userId(),
            quotaPath(media),
            declared.size(),
            declared.sha256().orElseThrow(),
            end);
    switch (result) {
      case ReservationResult.Granted() -> {}
      case ReservationResult.QuotaExceeded(var limit, var used, var reserved) ->
          throw QUOTA_EXCEEDED
              .exception()
              .with("limit", limit)
              .with("used", used)
              .with("reserved", reserved);
      case ReservationResult.TooManyOpenUploads() -> throw TOO_MANY_OPEN_UPLOADS.exception();
    }
  }

  private Instant multipartEnd(MediaItem media) {
    return media
        .id()
        .createdAt()
        .plus(MediaItem.UPLOAD_VALIDITY)
        .plus(properties.reservationGrace());
  }

  private static OriginalKey keyOf(MediaItem media) {
    return new OriginalKey(media.userId(), media.path());
  }

  private static String quotaPath(MediaItem media) {
    return "media/" + media.path();
  }
}
