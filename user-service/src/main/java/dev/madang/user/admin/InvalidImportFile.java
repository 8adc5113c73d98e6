package dev.madang.user.admin;

/** The file as a whole cannot be imported; a bad row is no reason. */
class InvalidImportFile extends RuntimeException {

  InvalidImportFile(String reason) {
    super(reason);
  }
}
