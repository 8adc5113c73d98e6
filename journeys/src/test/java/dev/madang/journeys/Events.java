package dev.madang.journeys;

/** The events between the services. */
final class Events {

  private Events() {}

  /**
   * Returns when all events so far were published and consumed. A table's stream is in order: once
   * a later event has arrived, all earlier ones have.
   */
  static void waitUntilDelivered() {
    var later = User.signedIn();
    later.waitForNotification(later.upload(SampleFiles.textNamedJpeg()));
    later.waitForWelcomeMail();
    Queues.waitUntilEmpty();
  }
}
