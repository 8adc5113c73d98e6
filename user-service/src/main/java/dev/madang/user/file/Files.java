package dev.madang.user.file;

import dev.madang.user.quota.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The files in the private space, as of now. */
interface Files {

  /**
   * What is right in a folder: files, and folders with something in them.
   *
   * @param folder what the keys in it begin with
   * @param token where the page before ended
   */
  Page list(ObjectKey folder, Optional<String> token, int limit);

  Optional<StoredFile> find(ObjectKey key);

  /**
   * Copies a file with all that is said of it, and marks the copy.
   *
   * @param overwrite whether a file may be there already
   * @return whether it was copied; a file that was there in spite of that is left alone
   */
  boolean copy(StoredFile file, ObjectKey to, String mark, boolean overwrite);

  /** Deletes a file, unless it was replaced since it was found. */
  void delete(StoredFile file);

  /**
   * What is anywhere in a folder, in the order of the keys.
   *
   * @param after only keys after this one
   */
  List<Found> below(ObjectKey folder, Optional<ObjectKey> after, int limit);

  /** Deletes all of them, whatever is there by now; at most 1 000. */
  void delete(List<ObjectKey> keys);

  /**
   * @param next empty on the last page
   */
  record Page(List<Entry> entries, Optional<String> next) {}

  /** A line of a list. */
  sealed interface Entry {

    ObjectKey key();

    record Folder(ObjectKey key) implements Entry {}

    record File(ObjectKey key, long size, Instant modifiedAt, String etag) implements Entry {}
  }

  record Found(ObjectKey key, Instant modifiedAt) {}
}
