package dev.madang.media.intake;

import static dev.madang.media.intake.IntakeWorld.ADA;
import static dev.madang.media.intake.IntakeWorld.LOOK;
import static dev.madang.media.intake.IntakeWorld.OTHER_PHOTO;
import static dev.madang.media.intake.IntakeWorld.PHOTO;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.catalog.Wish;
import dev.madang.media.intake.Intake.Result;
import dev.madang.media.rendition.Effort;
import dev.madang.media.rendition.Reason;
import dev.madang.media.rendition.Rendering.Refused;
import dev.madang.media.scan.Scanner.Verdict;
import dev.madang.media.upload.Client;
import dev.madang.media.upload.OriginalKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTests {

  private final IntakeWorld world = new IntakeWorld();
  private final OriginalKey key = world.askedFor(PHOTO);

  @Test
  void aPhotoBecomesReadyWithItsLookAndItsRenditions() {
    world.space.put(key, "image/jpeg", PHOTO);

    assertThat(world.receive(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key))
        .isInstanceOfSatisfying(
            State.Ready.class,
            ready -> {
              assertThat(ready.look()).contains(LOOK);
              assertThat(ready.pictures())
                  .extracting(Media.Picture::contentType)
                  .containsExactly("image/webp", "image/jpeg");
            });
    assertThat(world.kept).hasSize(2);
  }

  @Test
  void whatCannotBeRenderedIsRejectedWithTheReason() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.rendering = Optional.of(new Refused(Reason.CORRUPT, "damaged"));

    assertThat(world.receive(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(Reason.CORRUPT));
    assertThat(world.kept).isEmpty();
  }

  @Test
  void aRedeliveredUploadKeepsItsFirstOutcomeAndIsNotDecodedAgain() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.receive(key);
    var first = world.media(key);
    world.rendering = Optional.of(new Refused(Reason.CORRUPT, "damaged"));

    assertThat(world.receive(key)).isEqualTo(Result.SETTLED);

    assertThat(world.media(key)).isEqualTo(first);
    assertThat(world.efforts).hasSize(1);
  }

  @Test
  void otherBytesOfTheSameLengthAreRejected() {
    world.space.put(key, "image/jpeg", OTHER_PHOTO);
    world.receive(key);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(Reason.CHECKSUM_MISMATCH));
    assertThat(world.kept).isEmpty();
  }

  @Test
  void anotherLengthIsRejectedWithoutBeingDecoded() {
    world.space.put(key, "image/jpeg", new byte[0]);
    world.receive(key);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(Reason.CHECKSUM_MISMATCH));
    assertThat(world.efforts).isEmpty();
  }

  @Test
  void whatWasDamagedOnItsWayIsOtherBytesBeforeItIsABadPicture() {
    world.space.put(key, "image/jpeg", OTHER_PHOTO);
    world.rendering = Optional.of(new Refused(Reason.CORRUPT, "damaged"));
    world.receive(key);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(Reason.CHECKSUM_MISMATCH));
  }

  @Test
  void anOriginalThatIsNotThereMayStillCome() {
    assertThat(world.receive(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key)).isEqualTo(new State.Pending());
    assertThat(world.media(key).placement().isInTrash()).isFalse();
  }

  @Test
  void whatIsDecodedInHasteIsForAQueueThatIsLong() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.intake().receive(key, true);

    assertThat(world.efforts).containsExactly(Effort.HASTY);
  }

  @Test
  void withoutADecoderTheUploadWaitsAndIsTakenUpAgain() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.whileDecoding =
        () -> {
          throw new IllegalStateException("no decoder");
        };
    assertThatThrownBy(() -> world.receive(key)).hasMessage("no decoder");
    assertThat(world.state(key)).isEqualTo(new State.Processing());

    world.whileDecoding = () -> {};
    assertThat(world.receive(key)).isEqualTo(Result.SETTLED);
    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
  }

  /** As dying does, but the test lives on. */
  private static final class Died extends Error {}

  @ParameterizedTest
  @EnumSource(Gap.class)
  void whoDiesAnywhereIsFollowedByOneWhoEndsIt(Gap gap) {
    world.space.put(key, "image/jpeg", PHOTO);
    world.failpoint =
        reached -> {
          if (reached == gap) {
            throw new Died();
          }
        };
    assertThatThrownBy(() -> world.receive(key)).isInstanceOf(Died.class);

    world.failpoint = _ -> {};
    assertThat(world.receive(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    assertThat(world.kept).hasSize(2);
  }

  @Nested
  class OfTwoVersions {

    private final OriginalKey found = new OriginalKey(ADA, "holiday/photo.jpg");

    @Test
    void theLaterOneTakesThePlaceOfTheFirst() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.receive(found);
      world.space.put(found, "image/jpeg", OTHER_PHOTO);
      world.receive(found);

      assertThat(world.media(found).announced().sha256()).contains(Client.sha256(OTHER_PHOTO));
      assertThat(world.kept).hasSize(4);
    }

    @Test
    void theLaterOneWinsThoughItComesWhileTheFirstIsDecoded() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.receive(found);
      world.space.put(found, "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1});
      world.whileDecoding =
          () -> {
            world.whileDecoding = () -> {};
            world.space.put(found, "image/jpeg", OTHER_PHOTO);
            world.receive(found);
          };

      assertThat(world.receive(found)).isEqualTo(Result.SETTLED);

      assertThat(world.media(found).announced().sha256()).contains(Client.sha256(OTHER_PHOTO));
      assertThat(world.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void theLaterOneIsLookedAtThoughItsOwnEventIsLost() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.whileDecoding =
          () -> {
            world.whileDecoding = () -> {};
            world.space.put(found, "image/jpeg", OTHER_PHOTO);
            // Somebody begins with it, and dies.
            var media = world.media(found);
            world.catalog.advance(media, media.with("v2", new State.Processing()));
          };

      assertThat(world.receive(found)).isEqualTo(Result.SETTLED);

      assertThat(world.media(found).announced().sha256()).contains(Client.sha256(OTHER_PHOTO));
    }

    @Test
    void anotherOriginalThanTheOneThatWasAskedForIsRejected() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.receive(key);
      world.space.put(key, "image/jpeg", OTHER_PHOTO);
      world.receive(key);

      assertThat(world.state(key)).isEqualTo(new State.Rejected(Reason.CHECKSUM_MISMATCH));
    }
  }

  @Nested
  class WhatNobodyAskedFor {

    private final OriginalKey found = new OriginalKey(ADA, "holiday/photo.jpg");

    @Test
    void becomesAMediaOfItsOwnName() {
      world.space.now = Instant.parse("2026-11-25T11:00:00Z");
      world.space.put(found, "image/jpeg", PHOTO);

      assertThat(world.receive(found)).isEqualTo(Result.SETTLED);

      var media = world.media(found);
      assertThat(media.name()).isEqualTo("photo.jpg");
      assertThat(media.announced().sha256()).contains(Client.sha256(PHOTO));
      assertThat(media.announced().size()).isEqualTo(PHOTO.length);
      assertThat(media.id().givenAt()).isEqualTo(world.space.now);
      assertThat(media.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void isNotSentAgain() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.receive(found);

      var again = new Announced("again.jpg", "image/jpeg", PHOTO.length, Client.sha256(PHOTO));
      assertThat(world.catalog.wish(Media.pending(ADA, MediaId.next(), again), Optional.empty()))
          .isEqualTo(new Wish.There(world.media(found)));
    }

    @Test
    void isAPictureWhateverItsWriterDidNotSay() {
      world.space.put(found, "binary/octet-stream", PHOTO);
      world.receive(found);

      assertThat(world.media(found).announced().contentType()).isEqualTo("image/jpeg");
      assertThat(world.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void isRejectedWhenThereIsNoRoom() {
      world.quota.limit(ADA, 1);
      world.space.put(found, "image/jpeg", PHOTO);
      world.receive(found);

      assertThat(world.state(found)).isEqualTo(new State.Rejected(Reason.QUOTA_EXCEEDED));
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void waitsWhenNobodyCanTellWhetherThereIsRoom() {
      world.quota.away(true);
      world.space.put(found, "image/jpeg", PHOTO);
      assertThatThrownBy(() -> world.receive(found)).isInstanceOf(RuntimeException.class);

      world.quota.away(false);
      assertThat(world.receive(found)).isEqualTo(Result.SETTLED);
      assertThat(world.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void mayHaveTheFormOfAnIdToo() {
      var id = new OriginalKey(ADA, MediaId.next().value());
      world.space.put(id, "image/jpeg", PHOTO);
      world.receive(id);

      assertThat(world.media(id).id().value()).isEqualTo(id.path());
      assertThat(world.state(id)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class WhatIsNoPicture {

    @ParameterizedTest
    @ValueSource(strings = {"video/mp4", "application/pdf", "application/zip", "text/plain"})
    void isReadyWithoutRenditions(String contentType) {
      var file = "hello".getBytes(US_ASCII);
      var film = world.askedFor(contentType, file);
      world.space.put(film, contentType, file);

      world.receive(film);

      assertThat(world.state(film))
          .isInstanceOfSatisfying(
              State.Ready.class,
              ready -> {
                assertThat(ready.look()).isEmpty();
                assertThat(ready.pictures()).isEmpty();
              });
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void isComparedWithWhatWasAnnounced() {
      var film = world.askedFor("video/mp4", "hello".getBytes(US_ASCII));
      world.space.put(film, "video/mp4", "hallo".getBytes(US_ASCII));
      world.receive(film);

      assertThat(world.state(film)).isEqualTo(new State.Rejected(Reason.CHECKSUM_MISMATCH));
    }

    @Test
    void isNotReadWhenItIsVeryLarge() {
      var large = new byte[2000];
      var film = world.askedFor("video/mp4", large);
      world.space.put(film, "video/mp4", large);
      world.receive(film);

      assertThat(world.state(film)).isInstanceOf(State.Ready.class);
      assertThat(world.media(film).announced().sha256()).contains(Client.sha256(large));
    }

    @Test
    void mustNotBeOneThatIsCalledSomethingElse() {
      var film = world.askedFor("video/mp4", PHOTO);
      world.space.put(film, "video/mp4", PHOTO);
      world.rendering = Optional.of(new Refused(Reason.TYPE_MISMATCH, "JPEG"));
      world.receive(film);

      assertThat(world.state(film)).isEqualTo(new State.Rejected(Reason.TYPE_MISMATCH));
    }

    @Test
    void isUnsupportedWhenItIsCalledOne() {
      var drawing = world.askedFor("image/svg+xml", "<svg/>".getBytes(US_ASCII));
      world.space.put(drawing, "image/svg+xml", "<svg/>".getBytes(US_ASCII));
      world.rendering = Optional.of(new Refused(Reason.UNSUPPORTED_TYPE, "no picture"));
      world.receive(drawing);

      assertThat(world.state(drawing)).isEqualTo(new State.Rejected(Reason.UNSUPPORTED_TYPE));
    }
  }

  @Nested
  class TheScanner {

    @Test
    void comesBeforeTheDecoder() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.scanner = (_, _) -> new Verdict.Infected("a virus");
      world.receive(key);

      assertThat(world.state(key)).isEqualTo(new State.Rejected(Reason.MALWARE));
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void isWaitedForAndThenTheMediaIsReady() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.scanner = (_, _) -> new Verdict.NotYet();
      assertThat(world.receive(key)).isEqualTo(Result.WAITS);
      assertThat(world.state(key)).isEqualTo(new State.Uploaded());

      world.scanner = (_, _) -> new Verdict.Clean();
      assertThat(world.receive(key)).isEqualTo(Result.SETTLED);
      assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class WhatIsGone {

    @Test
    void isInTheTrashWhoeverDeletedIt() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.receive(key);
      world.space.delete(key);

      assertThat(world.receive(key)).isEqualTo(Result.SETTLED);
      assertThat(world.receive(key)).isEqualTo(Result.SETTLED);

      assertThat(world.media(key).placement().isInTrash()).isTrue();
      assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    }

    @Test
    void comesBackWhenItIsWrittenAnew() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.receive(key);
      world.space.delete(key);
      world.receive(key);
      world.space.put(key, "image/jpeg", PHOTO);
      world.receive(key);

      assertThat(world.media(key).placement().isInTrash()).isFalse();
      assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class WhatIsGivenUp {

    @Test
    void isRejectedAndTakenUpAgainWhenItIsAskedFor() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.whileDecoding =
          () -> {
            throw new IllegalStateException("no decoder");
          };
      assertThatThrownBy(() -> world.receive(key)).hasMessage("no decoder");
      world.intake().giveUp(key);
      assertThat(world.state(key)).isEqualTo(new State.Rejected(Reason.NOT_PROCESSED));

      world.whileDecoding = () -> {};
      world.receive(key);
      assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    }

    @Test
    void isNothingThatHasAnOutcome() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.receive(key);
      var ready = world.media(key);

      world.intake().giveUp(key);

      assertThat(world.media(key)).isEqualTo(ready);
    }
  }

  @Nested
  class WhoHasLeft {

    private final OwnerId eve = new OwnerId("eve");

    @Test
    void leavesNothingThatComesLate() {
      world.closures.close(eve, 0, 0, 0, Instant.EPOCH);
      var late = new OriginalKey(eve, MediaId.next().value());
      world.space.put(late, "image/jpeg", PHOTO);

      world.receive(late);

      assertThat(world.removed).containsExactly("originals of eve", "renditions of eve");
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void leavesNothingThatWasBeingDecoded() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.whileDecoding =
          () -> {
            world.closures.close(ADA, 0, 0, 0, Instant.EPOCH);
            world.catalog.forget(ADA);
          };

      world.receive(key);

      assertThat(world.removed).containsExactly("originals of ada", "renditions of ada");
    }
  }
}
