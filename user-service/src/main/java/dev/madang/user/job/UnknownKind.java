package dev.madang.user.job;

/** Perhaps a copy of a newer version knows it; else it ends with the dead letters. */
class UnknownKind extends RuntimeException {

  UnknownKind(String kind) {
    super("Nobody here does work of kind " + kind);
  }
}
