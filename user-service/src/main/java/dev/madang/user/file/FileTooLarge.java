package dev.madang.user.file;

import org.springframework.util.unit.DataSize;

/** S3 takes no more in one request. */
class FileTooLarge extends RuntimeException {

  static final DataSize MAX_SIZE = DataSize.ofGigabytes(5);
}
