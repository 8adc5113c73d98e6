package dev.madang.media.intake;

import java.time.Instant;
import java.util.Optional;

/** How far the sweeps have come. */
interface SweepMark {

  /** Whatever was written before is settled; empty before the first sweep. */
  Optional<Instant> settledUntil();

  void moveTo(Instant settledUntil);
}
