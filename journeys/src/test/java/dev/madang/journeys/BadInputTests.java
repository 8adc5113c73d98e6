package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send is refused, each time with the reason. */
@Order(2)
class BadInputTests {

  private static final Person DANA = Person.joined();

  @Nested
  class WithTheWrongToken {

    @Test
    void noneIsRefused() {
      Api.withoutToken().get("/v1/me").expectProblem(401, "no-token");
      Api.withoutToken().get("/v1/media").expectProblem(401, "no-token");
      Api.withoutToken().get("/v1/notifications").expectProblem(401, "no-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"})
    void garbageIsRefused(String garbage) {
      refused(garbage);
    }

    @Test
    void oneOfAnotherKeyIsRefused() {
      refused(Tampering.signedByAnother(DANA.signIn().accessToken()));
    }

    @Test
    void oneWithoutSignatureIsRefused() {
      refused(Tampering.unsigned(DANA.signIn().accessToken()));
    }

    @Test
    void anIdTokenIsRefused() {
      refused(DANA.signIn().idToken());
    }

    @Test
    void oneOfAServiceIsRefused() {
      refused(Tampering.serviceToken());
    }

    private void refused(String token) {
      for (var path : new String[] {"/v1/me", "/v1/media", "/v1/notifications"}) {
        Api.with(token).get(path).expectProblem(401, "invalid-token");
      }
    }
  }

  @Nested
  class AtTheWrongPlace {

    @Test
    void nothingIsThere() {
      DANA.api().get("/v1/nowhere").expectProblem(404, "not-found");
    }

    @Test
    void whatServicesAskEachOtherIsNotThere() {
      DANA.api().get("/internal/users/" + DANA.me().id()).expectProblem(404, "not-found");
      DANA.api().get("/actuator/health").expectProblem(404, "not-found");
    }

    @Test
    void mediaOfSomebodyElseIsNotThere() {
      var upload = DANA.askForUpload(Photo.dandelion().retold());
      Person.joined().api().get("/v1/media/" + upload.id()).expectProblem(404, "media-not-found");
    }
  }

  @Nested
  class InTheQuestionForAnUpload {

    @Test
    void anUnknownFieldIsRefused() {
      var request =
          Map.of(
              "fileName",
              "a.jpg",
              "contentType",
              "image/jpeg",
              "size",
              1,
              "sha256",
              Photo.dandelion().sha256(),
              "public",
              true);
      DANA.api().post("/v1/media", request).expectProblem(400, "unknown-field");
    }

    @Test
    void halfAJsonIsRefused() {
      DANA.api().post("/v1/media", "half").expectProblem(400, "invalid-request");
    }

    @Test
    void zeroBytesAreRefused() {
      ask(0).expectProblem(400, "invalid-request");
    }

    @Test
    void tooManyBytesAreRefused() {
      ask(1L << 32).expectProblem(413, "upload-too-large");
    }

    private Answer ask(long size) {
      var request = new Photo.Description("a.jpg", "image/jpeg", size, Photo.dandelion().sha256());
      return DANA.api().post("/v1/media", request);
    }
  }

  @Nested
  class AtS3 {

    private final Photo photo = Photo.dandelion().retold();
    private final Upload upload = DANA.askForUpload(photo);

    @Test
    void otherBytesThanAnnouncedAreRefused() {
      var others = photo.bytes().clone();
      others[others.length / 2] ^= 1;
      upload.send(others).expect(400);
      assertThat(DANA.media(upload).state()).isEqualTo("pending");
    }

    @Test
    void anotherLengthThanAnnouncedIsRefused() {
      upload.send(photo.cutTo(photo.size() / 2).bytes()).expect(403);
    }

    @Test
    void aSecondPutIsRefused() {
      DANA.send(photo, upload);
      upload.send(photo.bytes()).expect(412);
    }

    @Test
    void aTicketThatIsMadeToLastIsRefused() {
      upload
          .send(Tampering.changed(upload.upload().url(), "X-Amz-Expires", "604800"), photo.bytes())
          .expect(403);
    }

    @Test
    void aTicketWithAnotherSignatureIsRefused() {
      var signature = "0".repeat(64);
      upload
          .send(
              Tampering.changed(upload.upload().url(), "X-Amz-Signature", signature), photo.bytes())
          .expect(403);
    }

    @Test
    void aTicketOfYesterdayIsRefused() {
      upload
          .send(
              Tampering.changed(upload.upload().url(), "X-Amz-Date", "20200101T000000Z"),
              photo.bytes())
          .expect(403);
    }

    @Test
    void aThumbnailWithoutItsSignatureIsRefused() {
      var media = DANA.waitForThumbnails(DANA.uploadPhoto(photo));
      var link = media.renditions().getFirst().url();
      var bare = link.resolve(link.getRawPath());
      Http.send(Http.to(bare).build()).expect(403);
    }
  }

  @Nested
  class AsAPhoto {

    @Test
    void aTextIsRejected() {
      rejected(Facts.letter(), "unsupported-type");
    }

    @Test
    void halfAJpegIsRejected() {
      var photo = Photo.dandelion().retold();
      rejected(photo.cutTo(photo.size() / 2), "corrupt");
    }

    @Test
    void aPngNamedJpegIsRejected() {
      rejected(Photo.jpeg("drawing.jpg", EmptyPng.of(10, 10)), "type-mismatch");
    }

    @Test
    void aPngThatIsTooLargeToOpenIsRejected() {
      rejected(new Photo("wall.png", "image/png", EmptyPng.of(30_000, 30_000)), "too-many-pixels");
    }

    private void rejected(Photo photo, String reason) {
      var upload = DANA.uploadPhoto(photo);
      var media = DANA.waitForOutcome(upload);
      assertThat(media.state()).isEqualTo("rejected");
      assertThat(media.reason()).isEqualTo(reason);
      assertThat(media.renditions()).isEmpty();
      var notification = DANA.waitForNotification(upload);
      assertThat(notification.type()).isEqualTo("media-rejected");
      assertThat(notification.reason()).isEqualTo(reason);
    }
  }
}
