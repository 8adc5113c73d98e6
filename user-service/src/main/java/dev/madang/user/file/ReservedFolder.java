package dev.madang.user.file;

class ReservedFolder extends RuntimeException {

  ReservedFolder(FilePath path) {
    super("Only media-service changes " + path);
  }

  static FilePath none(FilePath path) {
    if (path.isReserved()) {
      throw new ReservedFolder(path);
    }
    return path;
  }
}
