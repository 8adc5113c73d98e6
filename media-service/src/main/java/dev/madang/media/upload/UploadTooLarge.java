package dev.madang.media.upload;

import org.springframework.util.unit.DataSize;

class UploadTooLarge extends RuntimeException {

  private final DataSize limit;

  UploadTooLarge(DataSize limit) {
    this.limit = limit;
  }

  DataSize limit() {
    return limit;
  }
}
