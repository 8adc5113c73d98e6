package dev.madang.user.file;

import dev.madang.defaults.web.Cursor;
import dev.madang.user.Digest;
import dev.madang.user.quota.ObjectKey;
import java.util.Base64;

/**
 * A position in the list of one folder: where the next page starts.
 *
 * @param continuationToken of S3
 */
record FolderPosition(ObjectKey folder, String continuationToken) {

  private static final int DIGEST_LENGTH = 11;

  /**
   * @throws IllegalArgumentException if it is not a position in this folder of this user
   */
  static FolderPosition parse(String position, ObjectKey folder) {
    var digest = digest(folder);
    if (position.length() <= DIGEST_LENGTH || !position.startsWith(digest)) {
      throw new IllegalArgumentException("a position in another folder");
    }
    return new FolderPosition(folder, position.substring(DIGEST_LENGTH));
  }

  Cursor cursor() {
    return Cursor.encode(digest(folder) + continuationToken);
  }

  private static String digest(ObjectKey folder) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Digest.sha256(folder.toString()))
        .substring(0, DIGEST_LENGTH);
  }
}
