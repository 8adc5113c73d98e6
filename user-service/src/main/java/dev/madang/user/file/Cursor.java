package dev.madang.user.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.user.quota.ObjectKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a reader of a folder stopped; clients hand it back unread. It is good for this folder of
 * this user only, and opens nothing: the folder is always said beside it.
 */
record Cursor(ObjectKey folder, String token) {

  private static final int DIGEST = 8;

  static Cursor parse(String cursor, ObjectKey folder) {
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor);
      var digest = digest(folder);
      if (bytes.length <= DIGEST || !Arrays.equals(bytes, 0, DIGEST, digest, 0, DIGEST)) {
        throw new InvalidCursor();
      }
      return new Cursor(folder, new String(bytes, DIGEST, bytes.length - DIGEST, UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidCursor(malformed);
    }
  }

  @Override
  public String toString() {
    var continuation = token.getBytes(UTF_8);
    var bytes = ByteBuffer.allocate(DIGEST + continuation.length);
    bytes.put(digest(folder), 0, DIGEST).put(continuation);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static byte[] digest(ObjectKey folder) {
    return Digest.sha256(folder.toString());
  }
}
