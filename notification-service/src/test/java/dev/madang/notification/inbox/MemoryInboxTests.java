package dev.madang.notification.inbox;

import dev.madang.notification.UserId;

class MemoryInboxTests extends InboxContract {

  private final MemoryInbox inbox = new MemoryInbox();

  @Override
  Inbox inbox() {
    return inbox;
  }

  @Override
  int size(UserId user) {
    return inbox.size(user);
  }
}
