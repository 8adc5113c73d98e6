package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** SQS, SNS and S3 may deliver what they have delivered before, and in any order. */
@Order(3)
class DoubledEventTests {

  private final Topics topics = new Topics();
  private final Person dana = Person.joined();

  @Test
  void anUploadThatIsToldAgainStaysAsItIs() {
    var upload = dana.uploadPhoto(Photo.dandelion());
    var notification = dana.waitForNotification(upload);
    var media = dana.media(upload);

    Queues.sendUploadEvent(upload.key());
    Queues.sendUploadEvent(upload.key());
    Queues.comeToRest();

    assertThat(sizes(dana.media(upload))).isEqualTo(sizes(media));
    assertThat(dana.inbox()).containsExactly(notification);
  }

  @Test
  void aRefusalThatIsToldAgainStaysARefusal() {
    var upload = dana.uploadPhoto(Facts.letter());
    var notification = dana.waitForNotification(upload);

    Queues.sendUploadEvent(upload.key());
    Queues.comeToRest();

    assertThat(dana.media(upload).reason()).isEqualTo("unsupported-type");
    assertThat(dana.inbox()).containsExactly(notification);
  }

  @Test
  void factsToldAgainInTheWrongOrderChangeNothing() {
    var upload = dana.uploadPhoto(Photo.dandelion());
    var notification = dana.waitForNotification(upload);
    var mail = dana.readWelcomeMail();
    var opened = topics.hear("account-events", dana.me().id());
    var ready = topics.hear("media-events", upload.id());

    topics.tellAgain(ready);
    topics.tellAgain(opened);
    topics.tellAgain(ready);
    topics.tellAgain(opened);
    Queues.comeToRest();

    assertThat(dana.inbox()).containsExactly(notification);
    assertThat(dana.welcomeMails()).containsExactly(mail);
  }

  /** All of a media but its links, which are new each time. */
  private static List<String> sizes(Media media) {
    return media.renditions().stream()
        .map(it ->
            it.preset() + it.contentType() + it.width() + "x" + it.height() + " " + it.bytes())
        .toList();
  }

  @AfterEach
  void stopListening() {
    topics.close();
  }
}
