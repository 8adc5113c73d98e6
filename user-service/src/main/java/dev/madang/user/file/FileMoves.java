package dev.madang.user.file;

import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * FileMoves files: S3 can only copy and delete. The copy is marked with where and what it was
 * copied from, so that whoever asks again after we died goes on where we stopped.
 */
@Component
class FileMoves {

  private final Files files;

  FileMoves(Files files) {
    this.files = files;
  }

  void move(UserId owner, FilePath from, FilePath to, boolean overwrite) {
    var source = files.find(from.in(owner));
    var target = files.find(to.in(owner));
    if (source.isPresent()) {
      var mark = mark(from) + source.get().version();
      if (target.filter(it -> it.mark().equals(mark)).isEmpty()) {
        copy(source.get(), to.in(owner), mark, overwrite, target.isPresent());
      }
      // If we die here the file is there twice, and counted twice, until the client asks again.
      files.delete(source.get());
    } else if (target.filter(it -> it.mark().startsWith(mark(from))).isEmpty()) {
      throw new FileNotFound(from);
    }
  }

  private void copy(
      StoredFile file, ObjectKey to, String mark, boolean overwrite, boolean isThere) {
    if (file.size() > FileTooLarge.MAX_SIZE.toBytes()) {
      throw new FileTooLarge();
    }
    if (isThere && !overwrite || !files.copy(file, to, mark, overwrite)) {
      throw new FileExists(to);
    }
  }

  private static String mark(FilePath from) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(from.value()))
        + ".";
  }
}
