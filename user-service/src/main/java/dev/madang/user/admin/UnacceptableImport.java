package dev.madang.user.admin;

/** The file as a whole cannot be imported; a bad row is no reason. */
class UnacceptableImport extends RuntimeException {

  UnacceptableImport(String reason) {
    super(reason);
  }
}
