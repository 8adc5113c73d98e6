package dev.madang.user.job;

import java.time.Duration;

/** The way to whoever runs the next slice. A message may come twice, late, and out of order. */
interface JobQueue {

  /** Returns when the message cannot be lost any more. */
  void send(JobMessage message, Duration pause);
}
