package dev.madang.user.admin;

import dev.madang.user.job.JobId;
import java.util.Optional;

/** The files that are imported and what became of them, for a day. */
interface ImportFiles {

  void put(JobId id, byte[] file);

  Optional<byte[]> find(JobId id);

  void report(JobId id, ImportReport report);

  /** The report as of the last slice; empty before the first, and when the day is over. */
  ImportReport report(JobId id);
}
