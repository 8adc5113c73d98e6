package dev.madang.journeys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person was told. */
record Inbox(List<Entry> items) {

  /**
   * @param subject the id of what it is about
   */
  record Entry(String id, String type, String subject, @Nullable String reason) {}
}
