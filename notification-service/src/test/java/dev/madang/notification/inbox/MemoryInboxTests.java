package dev.madang.notification.inbox;

class MemoryInboxTests extends InboxContract {

  private final Inbox inbox = new MemoryInbox();

  @Override
  Inbox inbox() {
    return inbox;
  }
}
