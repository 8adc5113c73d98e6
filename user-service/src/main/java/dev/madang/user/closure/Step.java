package dev.madang.user.closure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a closing does, in this order. */
enum Step {
  /** What is lost with the lock is counted before it. */
  SIGN_INS_COUNTED,
  /** Nobody gets in any more; the other services are told. */
  LOCKED,
  /** The other services have removed their parts. */
  PARTS_REMOVED,
  /** What lies in our own stores is counted. */
  STORES_COUNTED,
  STORES_EMPTIED,
  /** The user is gone from the user pool; of the profile only the mark of closing is left. */
  ACCOUNT_REMOVED,
  /** The last credentials and tickets have ended; what came with them is removed. */
  SWEPT,
  /** The mark is gone: no token that is left could make a profile. */
  FORGOTTEN;

  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
