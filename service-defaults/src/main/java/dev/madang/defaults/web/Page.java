package dev.madang.defaults.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the {@code cursor} of the next page; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
    List<T> items,
    @Schema(
            description = "The `cursor` of the next page; absent on the last page",
            pattern = Cursor.PATTERN,
            maxLength = Cursor.MAX_LENGTH)
        @Nullable String next) {

  /**
   * @param found one more than the page may have, if there are more
   * @param limit how many the page may have
   * @param position of an item in the list, to continue behind it
   */
  public static <S, T> Page<T> of(
      List<S> found, int limit, Function<S, T> view, Function<S, String> position) {
    var items = found.stream().limit(limit).toList();
    var next = found.size() > limit ? Cursor.encode(position.apply(items.getLast())).value() : null;
    return new Page<>(items.stream().map(view).toList(), next);
  }
}
