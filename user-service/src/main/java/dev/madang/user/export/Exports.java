package dev.madang.user.export;

import dev.madang.user.UserId;
import dev.madang.user.job.JobId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Where exports are kept, and what of the private space goes into them. */
interface Exports {

  /** Keeps an export. The same job's again replaces it. */
  void keep(UserId user, JobId job, Path zip);

  /** Opens an export to whoever holds the link, for a while. */
  URI link(UserId user, JobId job, Duration validity);

  /** Each file of the private space, in the order of the keys. */
  void eachFile(UserId user, Consumer<StoredObject> file);
}
