package dev.madang.media.upload;

import dev.madang.media.catalog.AlbumNotFound;
import dev.madang.media.catalog.Albums;
import dev.madang.media.catalog.IdempotencyKey;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Multipart;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.catalog.Wish;
import dev.madang.media.quota.Quota;
import dev.madang.media.quota.QuotaUnavailable;
import dev.madang.media.quota.Reserved;
import dev.madang.media.upload.UploadSessions.Completion;
import dev.madang.media.upload.UploadSessions.Open;
import dev.madang.media.upload.UploadSessions.Sent;
import dev.madang.media.upload.UploadTickets.Part;
import dev.madang.media.upload.UploadTickets.UploadTicket;
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
class Uploads implements UnfinishedUploads {

  private final MediaCatalog catalog;
  private final Albums albums;
  private final UploadTickets tickets;
  private final UploadSessions sessions;
  private final Quota quota;
  private final UploadProperties properties;
  private final Clock clock;

  Uploads(
      MediaCatalog catalog,
      Albums albums,
      UploadTickets tickets,
      UploadSessions sessions,
      Quota quota,
      UploadProperties properties,
      Clock clock) {
    this.catalog = catalog;
    this.albums = albums;
    this.tickets = tickets;
    this.sessions = sessions;
    this.quota = quota;
    this.properties = properties;
    this.clock = clock;
  }

  /** What to do to get a file uploaded. */
  sealed interface Way {

    Media media();

    /** Nothing: it is there. */
    record There(Media media) implements Way {}

    record OnePut(Media media, UploadTicket ticket) implements Way {}

    record InParts(Media media, Session session) implements Way {}
  }

  /**
   * An upload in parts.
   *
   * @param expiresAt until then parts are signed
   */
  record Session(Media media, String uploadId, Parts parts, Instant expiresAt) {

    static Session of(Media media, Multipart multipart) {
      return new Session(
          media,
          multipart.uploadId(),
          new Parts(media.announced().size(), multipart.partSize()),
          media.id().givenAt().plus(Media.UPLOAD));
    }

    OriginalKey key() {
      return keyOf(media);
    }
  }

  /**
   * The same wish again is the same media, and another ticket.
   *
   * @throws QuotaRefused when there is no room for it; a new media is not kept then
   * @throws AlbumNotFound when the owner has no such album
   */
  Way ask(Media wished, Optional<IdempotencyKey> key) {
    wished
        .placement()
        .album()
        .ifPresent(album -> {
          if (albums.find(wished.owner(), album).isEmpty()) {
            throw new AlbumNotFound(album.value());
          }
        });
    return switch (catalog.wish(wished, key)) {
      case Wish.Added(var media) -> {
        try {
          yield wayOf(media);
        } catch (QuotaRefused | QuotaUnavailable refused) {
          catalog.remove(media);
          throw refused;
        }
      }
      case Wish.There(var media) -> wayOf(media);
      case Wish.KeyReused() -> throw new IdempotencyKeyReused();
    };
  }

  private Way wayOf(Media media) {
    return switch (media.state()) {
      case State.Pending(var parts) when parts.isPresent() ->
          resumed(media, Session.of(media, parts.get()));
      case State.Pending _ when media.announced().size() > properties.largestPut().toBytes() -> {
        reserve(media, endOfSession(media));
        yield begun(media);
      }
      case State.Pending _ -> {
        reserve(
            media,
            clock.instant().plus(properties.ticketValidity()).plus(properties.uploadMargin()));
        yield new Way.OnePut(media, tickets.issue(keyOf(media), media.announced()));
      }
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ ->
          new Way.There(media);
    };
  }

  /** Somebody may have aborted it and died before the media was removed. */
  private Way resumed(Media media, Session session) {
    if (sessions.isOpen(session.key(), session.uploadId())) {
      reserve(media, endOfSession(media));
      return new Way.InParts(media, session);
    }
    var arrived = arrived(media);
    if (arrived.isPresent()) {
      return wayOf(arrived.get());
    }
    reserve(media, endOfSession(media));
    return begun(media);
  }

  private Way begun(Media media) {
    var parts = Parts.of(media.announced().size());
    var own = sessions.begin(keyOf(media), media.announced());
    var stands =
        advanced(media, new State.Pending(Optional.of(new Multipart(own, parts.size()))), own);
    return switch (stands.state()) {
      case State.Pending(var there) when there.isPresent() -> {
        if (!there.get().uploadId().equals(own)) {
          sessions.abort(keyOf(media), own);
        }
        yield new Way.InParts(stands, Session.of(stands, there.get()));
      }
      case State.Pending _ -> throw new IllegalStateException("neither ours nor another's");
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> {
        sessions.abort(keyOf(media), own);
        yield new Way.There(stands);
      }
    };
  }

  private Media advanced(Media media, State next, String own) {
    try {
      return catalog.advance(media, media.with(next));
    } catch (MediaNotFound withdrawn) {
      sessions.abort(keyOf(media), own);
      throw new UploadEnded();
    }
  }

  /**
   * @throws UploadEnded when parts can be sent no longer
   */
  List<UploadTicket> sign(OwnerId owner, MediaId id, List<NumberedPart> parts) {
    var session = session(owner, id);
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
        .map(it -> tickets.issue(session.key(), session.uploadId(), it))
        .toList();
  }

  record NumberedPart(int number, String sha256) {}

  /** What has come of an upload. */
  Progress progress(OwnerId owner, MediaId id) {
    var session = session(owner, id);
    var sent = sessions.parts(session.key(), session.uploadId()).orElseThrow(UploadEnded::new);
    return new Progress(session, sent);
  }

  record Progress(Session session, List<Sent> sent) {}

  /**
   * Makes a media of the parts that have come. Twice is once; the second gets the media as it is by
   * then.
   *
   * @throws UploadIncomplete while parts are missing
   * @throws UploadEnded when it was aborted
   */
  Media complete(OwnerId owner, MediaId id) {
    var media = found(owner, id);
    return switch (media.state()) {
      case State.Pending(var parts) when parts.isPresent() ->
          completed(Session.of(media, parts.get()));
      case State.Pending _ -> throw new UploadNotFound();
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ -> media;
    };
  }

  private Media completed(Session session) {
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
  private Optional<Media> arrived(Media media) {
    return sessions.versionAt(keyOf(media)).map(version -> uploaded(media, version));
  }

  /** The intake may have been faster, and then stands. */
  private Media uploaded(Media media, String version) {
    return catalog.advance(media, media.with(version, new State.Uploaded()));
  }

  /**
   * Ends an upload and forgets the media. Twice is once.
   *
   * @throws UploadEnded when the file is there
   */
  void abort(OwnerId owner, MediaId id) {
    if (!forget(owner, id)) {
      throw new UploadEnded();
    }
  }

  @Override
  public boolean forget(OwnerId owner, MediaId id) {
    while (true) {
      var there = catalog.find(owner, id);
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
          var announced = media.announced();
          announced
              .sha256()
              .ifPresent(it -> quota.giveBack(owner, path(media), announced.size(), it));
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
  List<Session> open(OwnerId owner, Optional<MediaId> after, int limit) {
    return sessions
        .open(owner, after)
        .flatMap(it -> session(owner, it).stream())
        .limit(limit)
        .toList();
  }

  /** Keys of AWS may begin sessions too; and a lost race's own may not be aborted yet. */
  private Optional<Session> session(OwnerId owner, Open open) {
    return catalog
        .find(owner, open.id())
        .filter(media -> !media.isLapsed(clock.instant()))
        .flatMap(media ->
            media.state() instanceof State.Pending(var parts)
                ? parts
                    .filter(it -> it.uploadId().equals(open.uploadId()))
                    .map(it -> Session.of(media, it))
                : Optional.empty());
  }

  private Session session(OwnerId owner, MediaId id) {
    var media = found(owner, id);
    return switch (media.state()) {
      case State.Pending(var parts) ->
          parts.map(it -> Session.of(media, it)).orElseThrow(UploadNotFound::new);
      case State.Uploaded _, State.Processing _, State.Ready _, State.Rejected _ ->
          throw new UploadEnded();
    };
  }

  private Media found(OwnerId owner, MediaId id) {
    return catalog.find(owner, id).orElseThrow(() -> new MediaNotFound(id.value()));
  }

  private void reserve(Media media, Instant end) {
    var announced = media.announced();
    var reserved =
        quota.reserve(
            media.owner(), path(media), announced.size(), announced.sha256().orElseThrow(), end);
    switch (reserved) {
      case Reserved.Done() -> {}
      case Reserved.QuotaExceeded _, Reserved.TooManyOpenUploads _ ->
          throw new QuotaRefused(reserved);
    }
  }

  private Instant endOfSession(Media media) {
    return media.id().givenAt().plus(Media.UPLOAD).plus(properties.uploadMargin());
  }

  private static OriginalKey keyOf(Media media) {
    return new OriginalKey(media.owner(), media.path());
  }

  /** As the quota counts it. */
  private static String path(Media media) {
    return "media/" + media.path();
  }
}
