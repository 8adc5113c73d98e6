package dev.madang.user.job;

import java.time.Instant;

class SliceAlreadyClaimed extends RuntimeException {

  SliceAlreadyClaimed(JobId id, Instant until) {
    super("A slice of job " + id + " is run by another until " + until);
  }
}
