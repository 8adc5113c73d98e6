package dev.madang.media.album;

import dev.madang.media.catalog.AlbumId;
import dev.madang.media.catalog.AlbumNotFound;
import dev.madang.media.catalog.Placement;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What an owner changes of a media. What is empty stays as it is.
 *
 * @param album an {@code Optional} within is the new album, or none
 */
record MediaPatch(Optional<String> fileName, Optional<Optional<AlbumId>> album) {

  private static final Set<String> FORBIDDEN =
      Set.of(
          "id",
          "state",
          "contentType",
          "size",
          "createdAt",
          "reason",
          "width",
          "height",
          "thumbHash",
          "dominantColor",
          "visibility",
          "deletedAt",
          "renditions");

  /**
   * @throws UnknownField if it names something that no media has
   * @throws ForbiddenField if it names something that is changed otherwise, or not at all
   * @throws UnacceptableChange if it cannot be read, or a value is not acceptable
   * @throws AlbumNotFound if it names an album that there cannot be
   */
  static MediaPatch parse(byte[] json) {
    var patch = new MediaPatch(Optional.empty(), Optional.empty());
    for (var field : MergePatch.read(json).properties()) {
      patch =
          switch (field.getKey()) {
            case "fileName" ->
                new MediaPatch(
                    Optional.of(MergePatch.name("fileName", field.getValue())), patch.album);
            case "album" -> new MediaPatch(patch.fileName, Optional.of(album(field.getValue())));
            case String other -> throw MergePatch.refused(other, FORBIDDEN);
          };
    }
    return patch;
  }

  private static Optional<AlbumId> album(JsonNode value) {
    if (value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw new UnacceptableChange("album", "must be a string or null");
    }
    try {
      return Optional.of(new AlbumId(value.stringValue()));
    } catch (IllegalArgumentException malformed) {
      throw new AlbumNotFound(value.stringValue());
    }
  }

  /** The same placement when there is nothing to change. */
  Placement applied(Placement placement) {
    var renamed = fileName.map(placement::named).orElse(placement);
    return album.filter(it -> !it.equals(placement.album())).map(renamed::in).orElse(renamed);
  }
}
