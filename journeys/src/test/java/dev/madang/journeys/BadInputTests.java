package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.journeys.RawHttp.RawResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid requests and files are rejected with the reason. */
class BadInputTests {

  private static final User DANA = User.signedIn();

  @Nested
  class AccessTokens {

    @Test
    void missingTokenIsRejected() {
      Api.withoutToken().get("/v1/me").expectProblem(401, "missing-token");
      Api.withoutToken().get("/v1/media").expectProblem(401, "missing-token");
      Api.withoutToken().get("/v1/notifications").expectProblem(401, "missing-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"})
    void malformedTokenIsRejected(String garbage) {
      assertInvalid(garbage);
    }

    @Test
    void tokenSignedWithAnotherKeyIsRejected() {
      assertInvalid(Tampering.signedWithAnotherKey(DANA.signIn().accessToken()));
    }

    @Test
    void unsignedTokenIsRejected() {
      assertInvalid(Tampering.unsigned(DANA.signIn().accessToken()));
    }

    @Test
    void idTokenIsRejected() {
      assertInvalid(DANA.signIn().idToken());
    }

    @Test
    void serviceTokenIsRejected() {
      assertInvalid(Tampering.serviceToken());
    }

    @Test
    void rejectedTokenIsChallenged() throws Exception {
      for (var api : List.of(Api.withoutToken(), Api.withToken("garbage"))) {
        var response = Http.sendOnce(api.request("/v1/me").build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate")).isPresent();
      }
    }

    @Test
    void publicOperationsIgnoreTheToken() {
      var stale = Api.withToken(Tampering.signedWithAnotherKey(DANA.signIn().accessToken()));
      var signIn = new User.SignInRequest(DANA.email(), DANA.password());

      var tokens =
          stale
              .post("/v1/auth/sign-in", signIn)
              .expect(200)
              .as(User.SignIn.class)
              .remember()
              .expectTokens();
      stale
          .post("/v1/auth/refresh", new User.RefreshRequest(tokens.refreshToken()))
          .expect(200)
          .as(User.Tokens.class)
          .remember();
      stale.get("/v1/shared/unknown").expectProblem(404, "share-link-not-found");
    }

    private void assertInvalid(String token) {
      for (var path : new String[] {"/v1/me", "/v1/media", "/v1/notifications"}) {
        Api.withToken(token).get(path).expectProblem(401, "invalid-token");
      }
    }
  }

  @Nested
  class MalformedRequests {

    private final String token = "Authorization: Bearer " + DANA.signIn().accessToken();
    private final SampleFile file = SampleFiles.textNamedJpeg();
    private final String json =
        """
        {"fileName": "%s", "contentType": "image/jpeg", "size": 9, "sha256": "%s"}\
        """
            .formatted(file.fileName(), file.sha256());

    @Test
    void unpairedSurrogateIsRejected() {
      var half = json.replace(file.fileName(), "Anna \\ud83d");
      var problem = post(half, "Content-Type: application/json").expectProblem(400);
      assertThat(problem.path("type").asString()).isEqualTo("urn:madang:problem:invalid-request");
      assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("fileName");
    }

    @Test
    void multipartWithoutBoundaryIsRejected() {
      post(json, "Content-Type: multipart/form-data").expectProblem(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "application/", "application/json; charset=klingon"})
    void unparsableContentTypeIsRejected(String contentType) {
      post(json, "Content-Type: " + contentType).expectProblem(400, 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "application/", "text/html;q=two"})
    void unparsableAcceptIsRejected(String accept) {
      post(json, "Content-Type: application/json", "Accept: " + accept).expectProblem(400, 406);
    }

    @Test
    void tooManyHeadersAreRejected() {
      var headers = IntStream.range(0, 200).mapToObj("X-Header-%d: x"::formatted);
      post(json, headers.toArray(String[]::new)).expectProblem(400, 431);
    }

    @Test
    void unknownExpectationIsRejected() {
      post(json, "Content-Type: application/json", "Expect: foo").expectProblem(417);
    }

    @Test
    void unsupportedMethodIsRejectedWithTheSupportedOnes() {
      var response = RawHttp.send("PUT", "/v1/media", List.of(token), "");

      assertThat(response.expectProblem(405).path("type").asString())
          .isEqualTo("urn:madang:problem:method-not-allowed");
      assertThat(response.header("allow")).contains("GET", "POST").doesNotContain("PUT");
    }

    private RawResponse post(String body, String... headers) {
      var all = Stream.concat(Stream.of(token), Stream.of(headers)).toList();
      return RawHttp.send("POST", "/v1/media", all, body);
    }
  }

  @Nested
  class Paths {

    @Test
    void unknownPathIsNotFound() {
      DANA.api().get("/v1/nowhere").expectProblem(404, "not-found");
    }

    @Test
    void internalPathsAreNotFound() {
      DANA.api().get("/internal/users/" + DANA.me().id()).expectProblem(404, "not-found");
      DANA.api().get("/actuator/health").expectProblem(404, "not-found");
    }

    @Test
    void mediaItemOfAnotherUserIsNotFound() {
      var created = DANA.createMedia(SampleFile.dandelion().withUniqueComment());
      User.signedIn().api().get("/v1/media/" + created.id()).expectProblem(404, "media-not-found");
    }
  }

  @Nested
  class UploadRequests {

    @Test
    void unknownFieldIsRejected() {
      var request =
          Map.of(
              "fileName",
              "a.jpg",
              "contentType",
              "image/jpeg",
              "size",
              1,
              "sha256",
              SampleFile.dandelion().sha256(),
              "public",
              true);
      DANA.api().post("/v1/media", request).expectProblem(400, "unknown-field");
    }

    @Test
    void bodyThatIsNoObjectIsRejected() {
      DANA.api().post("/v1/media", "half").expectProblem(400, "invalid-request");
    }

    @Test
    void emptyUploadIsRejected() {
      createMedia(0).expectProblem(400, "invalid-request");
    }

    @Test
    void tooLargeUploadIsRejected() {
      createMedia(1L << 32).expectProblem(413, "upload-too-large");
    }

    private Response createMedia(long size) {
      var request =
          new SampleFile.CreateMediaRequest(
              "a.jpg", "image/jpeg", size, SampleFile.dandelion().sha256());
      return DANA.api().post("/v1/media", request);
    }
  }

  @Nested
  class PresignedUploads {

    private final SampleFile photo = SampleFile.dandelion().withUniqueComment();
    private final CreatedMedia created = DANA.createMedia(photo);

    @Test
    void otherBytesThanDeclaredAreRejected() {
      var others = photo.bytes().clone();
      others[others.length / 2] ^= 1;
      created.put(others).expect(400);
      assertThat(DANA.getMedia(created).status()).isEqualTo("pending");
    }

    @Test
    void otherLengthThanDeclaredIsRejected() {
      created.put(photo.truncatedTo(photo.size() / 2).bytes()).expect(403);
    }

    @Test
    void secondPutIsRejected() {
      DANA.upload(photo, created);
      created.put(photo.bytes()).expect(412);
    }

    @Test
    void presignedUrlWithLongerExpiryIsRejected() {
      putWith("X-Amz-Expires", "604800").expect(403);
    }

    @Test
    void presignedUrlWithWrongSignatureIsRejected() {
      putWith("X-Amz-Signature", "0".repeat(64)).expect(403);
    }

    @Test
    void expiredPresignedUrlIsRejected() {
      putWith("X-Amz-Date", "20200101T000000Z").expect(403);
    }

    private Response putWith(String parameter, String value) {
      var presigned = created.upload();
      return presigned
          .at(Tampering.withParameter(presigned.url(), parameter, value))
          .put(photo.bytes());
    }

    @Test
    void renditionWithoutSignatureIsRejected() {
      var item = DANA.waitForThumbnails(DANA.upload(photo));
      var url = item.images().getFirst().url();
      var unsigned = url.resolve(url.getRawPath());
      Http.send(Http.to(unsigned).build()).expect(403);
    }
  }

  @Nested
  class FileContents {

    @Test
    void textDeclaredAsJpegIsRejected() {
      assertRejected(SampleFiles.textNamedJpeg(), "unsupported-type");
    }

    @Test
    void truncatedJpegIsRejected() {
      var photo = SampleFile.dandelion().withUniqueComment();
      assertRejected(photo.truncatedTo(photo.size() / 2), "corrupt");
    }

    @Test
    void pngDeclaredAsJpegIsRejected() {
      assertRejected(SampleFile.jpeg("drawing.jpg", BlankPng.of(10, 10)), "type-mismatch");
    }

    @Test
    void imageWithTooManyPixelsIsRejected() {
      assertRejected(
          new SampleFile("wall.png", "image/png", BlankPng.of(30_000, 30_000)), "too-many-pixels");
    }

    private void assertRejected(SampleFile file, String reason) {
      var created = DANA.upload(file);
      var item = DANA.waitUntilProcessed(created);
      assertThat(item.status()).isEqualTo("rejected");
      assertThat(item.rejectionReason()).isEqualTo(reason);
      assertThat(item.renditions()).isEmpty();
      var notification = DANA.waitForNotification(created);
      assertThat(notification.type()).isEqualTo("madang.media.rejected.v1");
      assertThat(notification.rejectionReason()).isEqualTo(reason);
    }
  }
}
