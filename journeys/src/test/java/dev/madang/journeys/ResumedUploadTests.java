package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A long film is sent from a train; another device ends what the first began. */
@Order(8)
class ResumedUploadTests {

  private static final long A_FEW_WORDS = 200_000;

  private final Person dana = Person.joined();

  @Test
  void aFilmThatWasCutOffIsGoneOnWithOnAnotherDevice() {
    var film = Film.of(200_000_000, System.nanoTime());
    var withGateway = Http.bytesExchangedWith(Madang.GATEWAY);

    var phone = Multipart.begin(Device.with(dana.signIn()).api(), film);
    int sent = phone.partCount() / 2;
    for (int number = 1; number <= sent; number++) {
      phone.send(number).expect(200);
    }
    // The train is in a tunnel: half a part is none.
    var cut = phone.part(sent + 1);
    phone.sign(sent + 1).send(java.util.Arrays.copyOf(cut, cut.length / 2)).expect(403);
    phone.complete().expectProblem(409, "upload-incomplete");

    var laptop = Multipart.resume(Device.with(dana.signIn()).api(), film);
    assertThat(laptop.id()).isEqualTo(phone.id());
    assertThat(laptop.missing()).hasSize(phone.partCount() - sent).doesNotContain(1, sent);
    for (int number : laptop.missing()) {
      laptop.send(number).expect(200);
    }
    laptop.complete().expect(200);
    phone.complete().expect(200);

    var media = dana.waitForOutcome(laptop.id());
    assertThat(media.state()).as("reason %s", media.reason()).isEqualTo("ready");
    assertThat(media.renditions()).isEmpty();
    assertThat(Multipart.open(dana.api())).isEmpty();
    assertThat(Http.bytesExchangedWith(Madang.GATEWAY) - withGateway).isLessThan(A_FEW_WORDS);
  }

  @Test
  void aPartWithOtherBytesThanSignedIsRefused() {
    var film = Multipart.begin(dana.api(), Film.of(17 << 20, System.nanoTime()));
    var others = film.part(1);
    others[others.length / 2] ^= 1;

    film.sign(1).send(others).expect(400);

    assertThat(film.sent()).isEmpty();
  }

  @Test
  void anUploadThatIsGivenUpIsGone() {
    var film = Multipart.begin(dana.api(), Film.of(17 << 20, System.nanoTime()));
    film.send(1).expect(200);

    film.abort().expect(204);
    film.abort().expect(204);

    assertThat(Multipart.open(dana.api())).isEmpty();
    assertThat(film.complete().status()).isBetween(404, 409);
  }

  @Test
  void whatIsThereAlreadyIsNotSentAgain() {
    var photo = Photo.dandelion();
    var first = dana.uploadPhoto(photo);
    dana.waitForOutcome(first);

    var again = dana.api().create("/v1/media", photo.description()).expect(200).as(Media.class);

    assertThat(again.id()).isEqualTo(first.id());
  }

  @Test
  void nobodySeesOrGoesOnWithAnUploadOfSomebodyElse() {
    var film = Multipart.begin(dana.api(), Film.of(17 << 20, System.nanoTime()));
    var other = Person.joined().api();

    assertThat(Multipart.open(other)).isEmpty();
    other.get("/v1/media/" + film.id() + "/parts").expectProblem(404, "media-not-found");
    other.post("/v1/media/" + film.id() + "/completion", "").expectProblem(404, "media-not-found");
    other.delete("/v1/media/" + film.id() + "/upload").expect(204);
    assertThat(Multipart.open(dana.api())).hasSize(1);
  }
}
