package dev.madang.media.upload;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The multipart uploads of S3. */
interface MultipartUploads {

  /** Begins another upload and returns its id. */
  String begin(OriginalKey key, DeclaredFile declared);

  /** All uploaded parts by number; empty if the upload is not open. */
  default Optional<List<UploadedPart>> parts(OriginalKey key, String uploadId) {
    return parts(key, uploadId, 0, Integer.MAX_VALUE);
  }

  /**
   * Uploaded parts by number; empty if the upload is not open.
   *
   * @param after only parts with greater numbers
   */
  Optional<List<UploadedPart>> parts(OriginalKey key, String uploadId, int after, int limit);

  boolean isOpen(OriginalKey key, String uploadId);

  /** Makes one object of these parts, unless there is an object already. */
  Completion complete(OriginalKey key, String uploadId, List<UploadedPart> parts);

  /** Aborts an upload and removes its parts. Idempotent. */
  void abort(OriginalKey key, String uploadId);

  /** The newest version of the object; empty if there is none. */
  Optional<String> versionAt(OriginalKey key);

  /**
   * The open uploads of a user by the id of the media item, read lazily.
   *
   * @param after only items with later ids
   */
  Stream<OpenUpload> open(UserId userId, Optional<MediaId> after);

  /**
   * @param size in bytes
   * @param sha256 of the part, in Base64
   * @param eTag as S3 returned it
   */
  record UploadedPart(int number, long size, String sha256, String eTag) {}

  sealed interface Completion {

    record Completed(String version) implements Completion {}

    /** There is no such upload, or an object in its place. */
    record NotOpen() implements Completion {}
  }

  record OpenUpload(MediaId id, String uploadId) {}
}
