package dev.madang.user;

import dev.madang.defaults.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problem types of user-service. */
public enum UserProblem implements ProblemType {
  WEAK_PASSWORD(HttpStatus.BAD_REQUEST, "The password does not meet the password policy."),
  INVALID_CODE(HttpStatus.BAD_REQUEST, "The code is wrong or expired."),
  INVALID_CREDENTIALS(
      HttpStatus.BAD_REQUEST,
      "The email address, password, session or refresh token is wrong or no longer valid."),
  INVALID_ID_TOKEN(
      HttpStatus.BAD_REQUEST, "The token is not an ID token of this app, or is no longer valid."),
  AVATAR_NOT_FOUND(HttpStatus.BAD_REQUEST, "The user has no such media item, or it is not ready."),
  EMAIL_NOT_VERIFIED(HttpStatus.FORBIDDEN, "Confirm the email address with the mailed code first."),
  UNSUPPORTED_CHALLENGE(
      HttpStatus.FORBIDDEN, "Cognito asks for a challenge that this API does not support."),
  SESSION_MISMATCH(HttpStatus.FORBIDDEN, "The refresh token belongs to another session."),
  REAUTHENTICATION_REQUIRED(
      HttpStatus.FORBIDDEN, "The operation needs a sign-in within the last ten minutes."),
  RESERVED_FOLDER(HttpStatus.FORBIDDEN, "The folder media belongs to /v1/media."),
  USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user."),
  SESSION_NOT_FOUND(HttpStatus.NOT_FOUND, "The user has no such session."),
  ACCOUNT_DELETION_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such account deletion."),
  JOB_NOT_FOUND(HttpStatus.NOT_FOUND, "The user has no such job."),
  EXPORT_NOT_FOUND(HttpStatus.NOT_FOUND, "The user has no such export."),
  FILE_NOT_FOUND(HttpStatus.NOT_FOUND, "The user has no such file."),
  GROUP_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such group."),
  IMPORT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such import."),
  TOTP_NOT_ENROLLED(HttpStatus.CONFLICT, "Start the enrollment first."),
  FILE_ALREADY_EXISTS(HttpStatus.CONFLICT, "A file exists at this path."),
  QUOTA_EXCEEDED(HttpStatus.CONFLICT, "The quota does not have that much space left."),
  TOO_MANY_OPEN_UPLOADS(
      HttpStatus.CONFLICT, "Too many upload links are open; use them or wait until they expire."),
  EXPORT_NOT_READY(HttpStatus.CONFLICT, "The export is not finished yet."),
  CANNOT_MODIFY_SELF(HttpStatus.CONFLICT, "Administrators cannot do this to their own account."),
  ACCOUNT_DELETION_IN_PROGRESS(HttpStatus.CONFLICT, "The account is being deleted."),
  EXPORT_EXPIRED(HttpStatus.GONE, "The export has expired; create another one."),
  UPLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "A file can have at most 5 GiB."),
  IMPORT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The import file is too large."),
  SESSIONS_NOT_REVOKED(
      HttpStatus.SERVICE_UNAVAILABLE,
      "The password is reset, but some sessions are still valid. Repeat the request.");

  private final HttpStatus status;
  private final String detail;

  UserProblem(HttpStatus status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  @Override
  public HttpStatus status() {
    return status;
  }

  @Override
  public String detail() {
    return detail;
  }
}
