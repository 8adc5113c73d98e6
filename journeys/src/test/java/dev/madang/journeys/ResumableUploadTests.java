package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A large video is uploaded in parts: interrupted, and completed by another device. */
class ResumableUploadTests {

  private static final long SMALL = 200_000;

  private final User dana = User.signedIn();

  @Test
  void interruptedUploadIsResumedOnAnotherDevice() {
    var video = Video.of(200_000_000, System.nanoTime());
    var gatewayBytes = Http.bytesExchangedWith(Madang.GATEWAY);

    var phone = MultipartUpload.start(Device.with(dana.signIn()).api(), video);
    int uploaded = phone.partCount() / 2;
    for (int number = 1; number <= uploaded; number++) {
      phone.upload(number).expect(200);
    }
    var part = phone.part(uploaded + 1);
    phone.presign(uploaded + 1).put(Arrays.copyOf(part, part.length / 2)).expect(403);
    phone.complete().expectProblem(409, "upload-incomplete");

    var laptop = MultipartUpload.resume(Device.with(dana.signIn()).api(), video);
    assertThat(laptop.id()).isEqualTo(phone.id());
    assertThat(laptop.missingParts())
        .hasSize(phone.partCount() - uploaded)
        .doesNotContain(1, uploaded);
    for (int number : laptop.missingParts()) {
      laptop.upload(number).expect(200);
    }
    laptop.complete().expect(200);
    phone.complete().expect(200);

    var item = dana.waitUntilProcessed(laptop.id());
    assertThat(item.status()).as("reason %s", item.rejectionReason()).isEqualTo("ready");
    assertThat(item.renditions()).isEmpty();
    assertThat(MultipartUpload.list(dana.api())).isEmpty();
    assertThat(Http.bytesExchangedWith(Madang.GATEWAY) - gatewayBytes).isLessThan(SMALL);
  }

  @Test
  void partWithOtherBytesThanSignedIsRejected() {
    var upload = MultipartUpload.start(dana.api(), Video.of(17 << 20, System.nanoTime()));
    var others = upload.part(1);
    others[others.length / 2] ^= 1;

    upload.presign(1).put(others).expect(400);

    assertThat(upload.uploadedParts()).isEmpty();
  }

  @Test
  void abortedUploadIsGone() {
    var upload = MultipartUpload.start(dana.api(), Video.of(17 << 20, System.nanoTime()));
    upload.upload(1).expect(200);

    upload.abort().expect(204);
    upload.abort().expect(204);

    assertThat(MultipartUpload.list(dana.api())).isEmpty();
    assertThat(upload.complete().status()).isBetween(404, 409);
  }

  @Test
  void duplicateFileIsNotUploadedAgain() {
    var photo = SampleFile.dandelion();
    var first = dana.upload(photo);
    dana.waitUntilProcessed(first);

    var again =
        dana.api().postIdempotently("/v1/media", photo.request()).expect(200).as(MediaItem.class);

    assertThat(again.id()).isEqualTo(first.id());
  }

  @Test
  void otherUsersCannotSeeOrResumeAnUpload() {
    var upload = MultipartUpload.start(dana.api(), Video.of(17 << 20, System.nanoTime()));
    var other = User.signedIn().api();

    assertThat(MultipartUpload.list(other)).isEmpty();
    other.get("/v1/uploads/" + upload.id() + "/parts").expectProblem(404, "media-not-found");
    other
        .post("/v1/uploads/" + upload.id() + "/completion", "")
        .expectProblem(404, "media-not-found");
    other.delete("/v1/uploads/" + upload.id()).expect(204);
    assertThat(MultipartUpload.list(dana.api())).hasSize(1);
  }
}
