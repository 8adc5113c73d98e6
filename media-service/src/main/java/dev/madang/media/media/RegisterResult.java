package dev.madang.media.media;

public sealed interface RegisterResult {

  record Added(MediaItem media) implements RegisterResult {}

  /** The same file was registered before; the item may be in any state. */
  record AlreadyExists(MediaItem media) implements RegisterResult {}

  /** The idempotency key belongs to another file. */
  record IdempotencyConflict() implements RegisterResult {}
}
