package dev.madang.user.export;

class ExportExpired extends RuntimeException {

  ExportExpired() {
    super("The export was made too long ago");
  }
}
