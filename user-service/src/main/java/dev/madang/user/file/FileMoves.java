package dev.madang.user.file;

import static dev.madang.user.UserProblem.FILE_ALREADY_EXISTS;
import static dev.madang.user.UserProblem.FILE_NOT_FOUND;

import dev.madang.user.Digest;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Moves files: a copy and a deletion, because S3 cannot rename. The copy's metadata name its source
 * and the source's version, so that a retry continues after a crash.
 */
@Component
class FileMoves {

  private final Files files;

  FileMoves(Files files) {
    this.files = files;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code file-not-found}, {@code
   *     file-already-exists} or {@code upload-too-large}
   */
  void move(UserId user, FilePath from, FilePath to, boolean overwrite) {
    var source = files.find(from.in(user));
    var target = files.find(to.in(user));
    if (source.isPresent()) {
      var copySource = copySource(from) + source.get().version();
      if (target.filter(it -> it.copySource().equals(copySource)).isEmpty()) {
        copy(source.get(), to.in(user), copySource, overwrite, target.isPresent());
      }
      // After a crash here both files exist, and count, until the client retries.
      files.delete(source.get());
    } else if (target.filter(it -> it.copySource().startsWith(copySource(from))).isEmpty()) {
      throw FILE_NOT_FOUND.exception();
    }
  }

  private void copy(
      StoredFile file, ObjectKey to, String copySource, boolean overwrite, boolean exists) {
    FileSize.requireWritable(file.size());
    if (exists && !overwrite || !files.copy(file, to, copySource, overwrite)) {
      throw FILE_ALREADY_EXISTS.exception();
    }
  }

  private static String copySource(FilePath from) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(from.value()))
        + ".";
  }
}
