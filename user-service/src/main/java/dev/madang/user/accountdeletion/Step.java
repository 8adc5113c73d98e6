package dev.madang.user.accountdeletion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The steps of an account deletion, in their order. */
enum Step {
  /** Account, profile and sessions are counted before they are deleted. */
  SESSIONS_COUNTED,
  /** The user cannot sign in any more; the other services get the deletion request. */
  ACCOUNT_DISABLED,
  /** The other services have erased their data. */
  SERVICES_ERASED,
  /** The data in our own stores is counted. */
  STORES_COUNTED,
  STORES_ERASED,
  /** The user is deleted from the user pool; only the marker is left of the profile. */
  ACCOUNT_DELETED,
  /** The last credentials and upload links have expired; what they added is erased. */
  RESWEPT,
  /** The marker is deleted: no valid token is left that could create a profile. */
  MARKER_REMOVED;

  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
