package dev.madang.user.quota;

/** A change of an object that S3 reports. */
sealed interface ObjectChange {

  ObjectKey key();

  Sequencer sequencer();

  /** Uploaded or copied. */
  record Written(ObjectKey key, long size, Sequencer sequencer) implements ObjectChange {}

  /** Deleted, with its versions kept. */
  record Deleted(ObjectKey key, Sequencer sequencer) implements ObjectChange {}

  /** A version or delete marker was deleted: the current size must be read. */
  record VersionRemoved(ObjectKey key, Sequencer sequencer) implements ObjectChange {}
}
