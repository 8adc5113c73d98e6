package dev.madang.media.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param next the cursor of the next page; absent on the last one
 */
public record MediaPage(
    List<MediaView> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

  /**
   * @param views one more than the limit when there are more
   */
  static MediaPage of(List<MediaView> views, int limit) {
    var items = views.stream().limit(limit).toList();
    return new MediaPage(
        items, views.size() > limit ? new Cursor(items.getLast().id()).toString() : null);
  }
}
