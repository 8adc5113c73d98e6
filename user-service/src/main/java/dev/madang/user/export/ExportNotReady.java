package dev.madang.user.export;

class ExportNotReady extends RuntimeException {

  ExportNotReady() {
    super("The export is not made yet");
  }
}
