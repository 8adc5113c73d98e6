package dev.madang.user.file;

class FileNotFound extends RuntimeException {

  FileNotFound(FilePath path) {
    super("No file " + path);
  }
}
