package dev.madang.user.securityevent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The types of security events. Types are only added: stored events outlive the code. */
public enum SecurityEventType {
  SIGNED_IN,
  SIGN_IN_FAILED,
  SIGNED_OUT,
  SIGNED_OUT_EVERYWHERE,
  SESSION_REVOKED,
  PASSWORD_CHANGED,
  PASSWORD_RESET,
  TOTP_ENABLED,
  TOTP_DISABLED,
  RECOVERY_CODES_CREATED,
  RECOVERY_CODE_USED,
  STORAGE_CREDENTIALS_ISSUED,
  EXPORT_REQUESTED,
  ACCOUNT_DELETION_REQUESTED,
  DISABLED_BY_ADMIN,
  ENABLED_BY_ADMIN,
  TOTP_RESET_BY_ADMIN,
  GROUP_ADDED_BY_ADMIN,
  GROUP_REMOVED_BY_ADMIN,
  QUOTA_CHANGED_BY_ADMIN,
  IMPORTED_BY_ADMIN;

  /** In JSON and in the table: {@code signed-in}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static SecurityEventType of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
