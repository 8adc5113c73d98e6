package dev.madang.user.announcement;

import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.user.profile.UserId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells once more that an account is closed, for what came late. */
@Component
public class Farewells {

  private final SnsEventPublisher announcer;
  private final String topic;

  Farewells(SnsEventPublisher announcer, AnnouncementProperties properties) {
    this.announcer = announcer;
    this.topic = properties.topic();
  }

  /**
   * @param id of the event: the same when the same occasion is told again
   */
  public void tellAgain(String id, UserId user, Instant closedAt) {
    announcer.publish(topic, AccountClosed.event(id, closedAt, user.value()));
  }
}
