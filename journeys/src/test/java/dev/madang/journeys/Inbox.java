package dev.madang.journeys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notifications of a user, newest first. */
record Inbox(List<Notification> items) {

  /**
   * @param type the type of the event that caused it
   */
  record Notification(String id, String type, String mediaId, @Nullable String rejectionReason) {}
}
