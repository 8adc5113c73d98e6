package dev.madang.user.quota;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one object counts.
 *
 * @param size empty if the object is deleted; kept, because an older event can be late
 * @param sequencer of the last event; empty if it was found by the reconciliation
 */
record ObjectUsage(ObjectKey key, OptionalLong size, Optional<Sequencer> sequencer) {

  /** 0 if the object is deleted. */
  long bytes() {
    return size.orElse(0);
  }

  boolean isAsNewAs(Sequencer event) {
    return sequencer.filter(last -> last.compareTo(event) >= 0).isPresent();
  }
}
