package dev.madang.media.media;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;

import dev.madang.defaults.web.MergePatch;
import dev.madang.media.AlbumId;
import dev.madang.media.FileName;
import java.util.Optional;
import java.util.Set;

/**
 * What a user changes of a media item. What is empty stays as it is.
 *
 * @param albumId an {@code Optional} within is the new album, or none
 */
record MediaUpdate(Optional<String> fileName, Optional<Optional<AlbumId>> albumId) {

  private static final Set<String> FIELDS = Set.of("fileName", "albumId");
  private static final Set<String> READ_ONLY_FIELDS =
      Set.of(
          "id",
          "status",
          "contentType",
          "size",
          "createdAt",
          "rejectionReason",
          "width",
          "height",
          "thumbHash",
          "dominantColor",
          "visibility",
          "deletedAt",
          "renditions");

  static MediaUpdate of(MergePatch patch) {
    patch.allow(FIELDS, READ_ONLY_FIELDS);
    return new MediaUpdate(
        patch.required("fileName", FileName::new).map(FileName::value),
        patch.removable("albumId", MediaUpdate::albumId));
  }

  /** A malformed id is the id of no album. */
  private static AlbumId albumId(String value) {
    return AlbumId.parse(value).orElseThrow(ALBUM_NOT_FOUND::exception);
  }

  /** The same attributes if there is nothing to change. */
  OwnerAttributes appliedTo(OwnerAttributes attributes) {
    var renamed = fileName.map(attributes::named).orElse(attributes);
    return albumId.filter(it -> !it.equals(attributes.album())).map(renamed::in).orElse(renamed);
  }
}
