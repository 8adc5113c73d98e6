package dev.madang.media.upload;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Uploads in parts, as S3 knows them. */
interface MultipartUploads {

  /** Gives the id of a new session. Each call begins another one. */
  String begin(OriginalKey key, DeclaredFile declared);

  /** What has come, by number; empty when there is no such session, or none any more. */
  Optional<List<UploadedPart>> parts(OriginalKey key, String uploadId);

  /** Whether parts may still come. */
  boolean isOpen(OriginalKey key, String uploadId);

  /** Makes of these parts one object, unless something lies there already. */
  Completion complete(OriginalKey key, String uploadId, List<UploadedPart> parts);

  /** Ends a session and removes what has come of it. What is ended already is nothing. */
  void abort(OriginalKey key, String uploadId);

  /** The newest version of what lies there; empty when nothing does. */
  Optional<String> versionAt(OriginalKey key);

  /**
   * An owner's open sessions, oldest file first; read as they are wanted.
   *
   * @param after only of files named after this one
   */
  Stream<Open> open(UserId userId, Optional<MediaId> after);

  /**
   * A part that has come.
   *
   * @param size in bytes
   * @param sha256 of the part, in base64
   * @param tag as S3 gave it
   */
  record UploadedPart(int number, long size, String sha256, String tag) {}

  /** What became of the wish to complete a session. */
  sealed interface Completion {

    record Completed(String version) implements Completion {}

    /** There is no such session, or something lies in its place. */
    record Ended() implements Completion {}
  }

  record Open(MediaId id, String uploadId) {}
}
