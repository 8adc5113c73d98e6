package dev.madang.media;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.NOT_FOUND;

import dev.madang.defaults.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The problem types of this service. */
public enum MediaProblem implements ProblemType {
  MEDIA_NOT_FOUND(NOT_FOUND, "You have no such media item."),
  MEDIA_NOT_READY(CONFLICT, "The media item is not ready."),
  MEDIA_IN_TRASH(CONFLICT, "The media item is in the trash; restore it first."),
  MEDIA_NOT_IN_TRASH(CONFLICT, "The media item is not in the trash; delete it first."),
  ALBUM_NOT_FOUND(NOT_FOUND, "You have no such album."),
  IDEMPOTENCY_KEY_REUSED(CONFLICT, "The Idempotency-Key was used with another request before."),
  QUOTA_EXCEEDED(CONFLICT, "The file does not fit into what is left of your quota."),
  TOO_MANY_OPEN_UPLOADS(
      CONFLICT, "Too many uploads are open. Finish or abort some, or wait until they expire."),
  UPLOAD_TOO_LARGE(CONTENT_TOO_LARGE, "The file is larger than files of its type may be."),
  UPLOAD_NOT_FOUND(NOT_FOUND, "The media item has no multipart upload."),
  UPLOAD_NOT_OPEN(
      CONFLICT, "The upload is completed, aborted or expired. Read the media item, or start anew."),
  UPLOAD_INCOMPLETE(CONFLICT, "Parts of the upload are missing."),
  ORIGINAL_UNAVAILABLE(CONFLICT, "The original no longer exists, so nothing can be restored."),
  MEDIA_NOT_SHAREABLE(CONFLICT, "Only images can be shared."),
  SHARE_LINK_NOT_FOUND(NOT_FOUND, "There is no such share link, or it has expired."),
  SHARE_PASSWORD_REQUIRED(HttpStatus.FORBIDDEN, "The share link needs its password first."),
  SHARE_PASSWORD_INVALID(HttpStatus.FORBIDDEN, "The password is not that of the share link."),
  SHARED_ITEM_NOT_FOUND(NOT_FOUND, "The share link does not show this item."),
  ORIGINAL_NOT_SHAREABLE(
      CONFLICT, "The metadata of the original cannot be removed, so it is not available.");

  private final HttpStatus status;
  private final String detail;

  MediaProblem(HttpStatus status, String detail) {
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
