package dev.madang.gateway.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A request to a service whose response others wait for. Any thread may use it. */
final class Flight {

  /** How it ended. */
  sealed interface Landing {

    /** It is for all whose headers select it. */
    record Stored(StoredResponse response) implements Landing {}

    /** The response serves one request only, or there is none: each must get its own. */
    record NotShared() implements Landing {}

    /** Its client has gone: another request takes its place. */
    record Abandoned() implements Landing {}
  }

  private final List<Consumer<Landing>> waiting = new ArrayList<>();
  private boolean landed;

  /**
   * @param then runs on any thread
   * @return whether it will run; not if the response has just arrived
   */
  synchronized boolean await(Consumer<Landing> then) {
    return !landed && waiting.add(then);
  }

  void land(Landing landing) {
    List<Consumer<Landing>> all;
    synchronized (this) {
      if (landed) {
        return;
      }
      landed = true;
      all = List.copyOf(waiting);
    }
    all.forEach(it -> it.accept(landing));
  }
}
