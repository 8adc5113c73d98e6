package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the services tell each other. */
final class Facts {

  private Facts() {}

  /**
   * Returns when all that has happened is told and heard. A table's stream is told in its order:
   * when a later fact has come, all earlier ones have.
   */
  static void areAllTold() {
    var next = Person.joined();
    next.waitForNotification(next.uploadPhoto(letter()));
    next.readWelcomeMail();
    Queues.comeToRest();
  }

  /** No photo at all, but quickly decided. */
  static Photo letter() {
    return Photo.jpeg("letter.jpg", "Dear Dana".getBytes(UTF_8));
  }
}
