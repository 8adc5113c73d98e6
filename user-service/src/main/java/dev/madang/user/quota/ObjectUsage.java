package dev.madang.user.quota;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is counted under one key.
 *
 * @param size empty when the object is gone: that is remembered, for its older events may be late
 * @param sequencer of the last event; empty when it was found by counting again
 */
record ObjectUsage(ObjectKey key, OptionalLong size, Optional<Sequencer> sequencer) {

  long bytes() {
    return size.orElse(0);
  }

  boolean isAsNewAs(Sequencer event) {
    return sequencer.filter(last -> last.compareTo(event) >= 0).isPresent();
  }
}
