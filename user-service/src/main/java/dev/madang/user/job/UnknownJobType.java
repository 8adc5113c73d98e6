package dev.madang.user.job;

/** Perhaps a copy of a newer version knows it; else it ends with the dead letters. */
class UnknownJobType extends RuntimeException {

  UnknownJobType(String type) {
    super("Nobody here does work of type " + type);
  }
}
