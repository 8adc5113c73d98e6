package dev.madang.media.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.delivery.Links;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param next the cursor of the next page; absent on the last one
 */
record MediaPage(
    List<MediaView> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

  /**
   * @param media one more than the limit when there are more
   */
  static MediaPage of(List<Media> media, int limit, Links links) {
    var items = media.stream().limit(limit).toList();
    var next = media.size() > limit ? new Cursor(items.getLast().id()).toString() : null;
    return new MediaPage(items.stream().map(it -> MediaView.of(it, links)).toList(), next);
  }
}
