package dev.madang.user.file;

import static dev.madang.user.UserProblem.UPLOAD_TOO_LARGE;

import org.springframework.util.unit.DataSize;

/** The size of a file that S3 uploads or copies with one request. */
final class FileSize {

  private static final DataSize MAX = DataSize.ofGigabytes(5);

  private FileSize() {}

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code upload-too-large}
   */
  static void requireWritable(long bytes) {
    if (bytes > MAX.toBytes()) {
      throw UPLOAD_TOO_LARGE.exception();
    }
  }
}
