package dev.madang.journeys;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs the same steps for several users at the same time. */
final class Concurrently {

  private Concurrently() {}

  /** Returns the results in the order of the items. */
  static <T, R> List<R> map(Collection<T> items, Function<T, R> action) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var results =
          items.stream()
              .map(item -> CompletableFuture.supplyAsync(() -> action.apply(item), executor))
              .toList();
      return results.stream().map(CompletableFuture::join).toList();
    }
  }

  static <T> void forEach(Collection<T> items, Consumer<T> action) {
    map(
        items,
        item -> {
          action.accept(item);
          return true;
        });
  }
}
