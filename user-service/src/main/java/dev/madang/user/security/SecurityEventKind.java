package dev.madang.user.security;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can happen to an account. A kind is only ever added: the events outlive their code. */
public enum SecurityEventKind {
  SIGNED_IN,
  SIGN_IN_FAILED,
  SIGNED_OUT,
  SIGNED_OUT_EVERYWHERE,
  SESSION_REVOKED,
  PASSWORD_CHANGED,
  PASSWORD_RESET,
  TOTP_ENABLED,
  TOTP_DISABLED,
  STORAGE_CREDENTIALS_ISSUED,
  EXPORT_STARTED,
  CLOSING_STARTED,
  DISABLED_BY_ADMIN,
  ENABLED_BY_ADMIN,
  GROUP_ADDED_BY_ADMIN,
  GROUP_REMOVED_BY_ADMIN,
  QUOTA_CHANGED_BY_ADMIN,
  IMPORTED_BY_ADMIN;

  /** As the wire and the table say it: {@code signed-in}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static SecurityEventKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
