package dev.madang.media.upload;

import java.util.List;

/** Parts are missing. */
class UploadIncomplete extends RuntimeException {

  private final List<Integer> missing;

  UploadIncomplete(List<Integer> missing) {
    this.missing = List.copyOf(missing);
  }

  List<Integer> missing() {
    return missing;
  }
}
