package dev.madang.user.file;

import dev.madang.user.quota.ObjectKey;

class FileExists extends RuntimeException {

  FileExists(ObjectKey key) {
    super("There is a file " + key);
  }
}
