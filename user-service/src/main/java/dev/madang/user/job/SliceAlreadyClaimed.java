package dev.madang.user.job;

import java.time.Instant;

class SliceAlreadyClaimed extends RuntimeException {

  SliceAlreadyClaimed(JobId id, Instant until) {
    super("Another receiver has claimed a slice of job " + id + " until " + until);
  }
}
