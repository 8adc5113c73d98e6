package dev.madang.user.export;

import dev.madang.user.UserId;
import dev.madang.user.job.JobId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The stored exports, and the files of the private space that an export lists. */
interface Exports {

  /** Stores an export. Replaces an earlier one of the job. */
  void put(UserId user, JobId job, Path zip);

  /** A URL that downloads an export. */
  URI presign(UserId user, JobId job, Duration validity);

  /** Each file of the private space, in the order of the keys. */
  void forEachFile(UserId user, Consumer<StoredObject> file);
}
