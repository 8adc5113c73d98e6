package dev.madang.media.media;

/** What the wish to upload a file comes to. */
public sealed interface RegisterResult {

  /** It is a new media, pending. */
  record Added(MediaItem media) implements RegisterResult {}

  /** The same was wished for before; in whatever state it is by now. */
  record AlreadyExists(MediaItem media) implements RegisterResult {}

  /** The idempotency key stands for another file. */
  record IdempotencyConflict() implements RegisterResult {}
}
