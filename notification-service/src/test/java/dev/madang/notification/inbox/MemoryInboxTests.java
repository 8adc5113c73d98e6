package dev.madang.notification.inbox;

import dev.madang.notification.recipient.UserId;

class MemoryInboxTests extends InboxContract {

  private final MemoryInbox inbox = new MemoryInbox();

  @Override
  Inbox inbox() {
    return inbox;
  }

  @Override
  int kept(UserId user) {
    return inbox.kept(user);
  }
}
