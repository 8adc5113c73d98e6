package dev.madang.user.job;

import java.time.Instant;

class SliceHeld extends RuntimeException {

  SliceHeld(JobId id, Instant until) {
    super("A slice of job " + id + " is run by another until " + until);
  }
}
