package dev.madang.journeys;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;

/** How far the closing of an account is. */
record Closure(String state, List<Step> steps, List<Removed> removed) {

  record Step(String step, boolean done) {}

  record Removed(String store, long removed) {}

  static Closure at(String path) {
    return Api.withoutToken().get(path).expect(200).as(Closure.class);
  }

  boolean isClosed() {
    return state.equals("closed");
  }

  boolean hasDone(String step) {
    return steps.stream().anyMatch(it -> it.step().equals(step) && it.done());
  }

  Map<String, Long> receipt() {
    return removed.stream().collect(toMap(Removed::store, Removed::removed));
  }
}
