package dev.madang.user.export;

class ExportNotFound extends RuntimeException {

  ExportNotFound() {
    super("No such export of this user");
  }
}
