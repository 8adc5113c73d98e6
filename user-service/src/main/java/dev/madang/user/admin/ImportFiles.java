package dev.madang.user.admin;

import dev.madang.user.job.JobId;
import java.util.Optional;

/** The files to import and the reports about them; both are deleted after a day. */
interface ImportFiles {

  void put(JobId id, byte[] file);

  Optional<byte[]> find(JobId id);

  void putReport(JobId id, ImportReport report);

  /** The report of the last slice; empty before the first one, and after a day. */
  ImportReport report(JobId id);
}
