package dev.madang.user.job;

import java.time.Duration;

/** The queue of slices. A message may be delivered twice, late and out of order. */
interface JobQueue {

  /** Returns when the message is stored. */
  void send(JobMessage message, Duration pause);
}
