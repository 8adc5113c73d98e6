package dev.madang.user.job;

/** An instance of a newer version may know it; otherwise it ends in the dead-letter queue. */
class UnknownJobType extends RuntimeException {

  UnknownJobType(String type) {
    super("No handler for jobs of type " + type);
  }
}
