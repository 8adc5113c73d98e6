package dev.madang.user.quota;

/** What S3 tells of an object. */
sealed interface ObjectChange {

  ObjectKey key();

  Sequencer sequencer();

  /** It was written: uploaded, or copied to there. */
  record Written(ObjectKey key, long size, Sequencer sequencer) implements ObjectChange {}

  /** It was deleted, and can be brought back as long as its versions are kept. */
  record Deleted(ObjectKey key, Sequencer sequencer) implements ObjectChange {}

  /** A version or a delete marker was removed; what this leaves, only the space can tell. */
  record VersionRemoved(ObjectKey key, Sequencer sequencer) implements ObjectChange {}
}
