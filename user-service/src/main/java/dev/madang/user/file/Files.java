package dev.madang.user.file;

import dev.madang.user.quota.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The files in the private space; consistent. */
interface Files {

  /**
   * The files directly in a folder, and its folders that are not empty.
   *
   * @param folder the prefix of its keys
   * @param continuationToken of the page before
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-cursor} if S3 does not
   *     accept the token
   */
  Listing list(ObjectKey folder, Optional<String> continuationToken, int limit);

  Optional<StoredFile> find(ObjectKey key);

  /**
   * Copies a file with its metadata, and records the source in the metadata of the copy.
   *
   * @param overwrite whether the copy may replace a file
   * @return whether the file was copied; a file that exists and must not be replaced stays
   */
  boolean copy(StoredFile file, ObjectKey to, String copySource, boolean overwrite);

  /** Deletes a file, unless it was replaced since it was found. */
  void delete(StoredFile file);

  /**
   * All files anywhere in a folder, in the order of the keys.
   *
   * @param after only keys after this one
   */
  List<Found> listRecursively(ObjectKey folder, Optional<ObjectKey> after, int limit);

  /** Deletes the files at at most 1,000 keys, whatever their content. */
  void delete(List<ObjectKey> keys);

  /**
   * @param continuationToken of the next page; empty on the last page
   */
  record Listing(List<Entry> entries, Optional<String> continuationToken) {}

  sealed interface Entry {

    ObjectKey key();

    record Folder(ObjectKey key) implements Entry {}

    record File(ObjectKey key, long size, Instant updatedAt, String etag) implements Entry {}
  }

  record Found(ObjectKey key, Instant updatedAt) {}
}
