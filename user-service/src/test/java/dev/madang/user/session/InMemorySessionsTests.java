package dev.madang.user.session;

import java.time.Clock;

class InMemorySessionsTests extends SessionsContract {

  @Override
  Sessions sessions(Clock clock) {
    return new InMemorySessions(clock);
  }
}
