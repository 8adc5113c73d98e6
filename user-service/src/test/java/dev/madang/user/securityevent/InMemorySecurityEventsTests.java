package dev.madang.user.securityevent;

import java.time.Clock;

class InMemorySecurityEventsTests extends SecurityEventsContract {

  @Override
  SecurityEvents events(Clock clock) {
    return new InMemorySecurityEvents(clock);
  }
}
