package dev.madang.media.processing;

import static dev.madang.media.processing.ProcessingFixture.ADA;
import static dev.madang.media.processing.ProcessingFixture.LOOK;
import static dev.madang.media.processing.ProcessingFixture.OTHER_PHOTO;
import static dev.madang.media.processing.ProcessingFixture.PHOTO;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.malware.MalwareScanner.Verdict;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.DeletedUsers.OtherCounts;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.RegisterResult;
import dev.madang.media.processing.MediaProcessor.Result;
import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.RenditionResult.Rejected;
import dev.madang.media.upload.Client;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaProcessorTests {

  private final ProcessingFixture world = new ProcessingFixture();
  private final OriginalKey key = world.askedFor(PHOTO);

  @Test
  void photosBecomeReadyWithPreviewAndRenditions() {
    world.space.put(key, "image/jpeg", PHOTO);

    assertThat(world.process(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key))
        .isInstanceOfSatisfying(
            State.Ready.class,
            ready -> {
              assertThat(ready.preview()).contains(LOOK);
              assertThat(ready.renditions())
                  .extracting(MediaItem.StoredRendition::contentType)
                  .containsExactly("image/webp", "image/jpeg");
            });
    assertThat(world.kept).hasSize(2);
  }

  @Test
  void undecodableImagesAreRejectedWithTheirReason() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.rendering = Optional.of(new Rejected(RejectionReason.CORRUPT, "damaged"));

    assertThat(world.process(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(RejectionReason.CORRUPT));
    assertThat(world.kept).isEmpty();
  }

  @Test
  void redeliveredUploadKeepsItsFirstOutcome() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.process(key);
    var first = world.media(key);
    world.rendering = Optional.of(new Rejected(RejectionReason.CORRUPT, "damaged"));

    assertThat(world.process(key)).isEqualTo(Result.SETTLED);

    assertThat(world.media(key)).isEqualTo(first);
    assertThat(world.efforts).hasSize(1);
  }

  @Test
  void otherBytesOfTheSameLengthAreRejected() {
    world.space.put(key, "image/jpeg", OTHER_PHOTO);
    world.process(key);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
    assertThat(world.kept).isEmpty();
  }

  @Test
  void otherLengthsAreRejectedWithoutDecoding() {
    world.space.put(key, "image/jpeg", new byte[0]);
    world.process(key);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
    assertThat(world.efforts).isEmpty();
  }

  @Test
  void damagedUploadsAreRejectedAsChecksumMismatch() {
    world.space.put(key, "image/jpeg", OTHER_PHOTO);
    world.rendering = Optional.of(new Rejected(RejectionReason.CORRUPT, "damaged"));
    world.process(key);

    assertThat(world.state(key)).isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
  }

  @Test
  void missingOriginalsStayPending() {
    assertThat(world.process(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key)).isEqualTo(new State.Pending());
    assertThat(world.media(key).attributes().isInTrash()).isFalse();
  }

  @Test
  void fastModeIsUsedForALongQueue() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.processor().process(key, true);

    assertThat(world.efforts).containsExactly(EncodingEffort.FAST);
  }

  @Test
  void withoutADecoderTheMessageIsRetried() {
    world.space.put(key, "image/jpeg", PHOTO);
    world.whileDecoding =
        () -> {
          throw new IllegalStateException("no decoder");
        };
    assertThatThrownBy(() -> world.process(key)).hasMessage("no decoder");
    assertThat(world.state(key)).isEqualTo(new State.Processing());

    world.whileDecoding = () -> {};
    assertThat(world.process(key)).isEqualTo(Result.SETTLED);
    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
  }

  /** Like a crash, but the test continues. */
  private static final class Died extends Error {}

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void processingRecoversFromACrashAtEachCrashPoint(CrashPoint point) {
    world.space.put(key, "image/jpeg", PHOTO);
    world.failpoint =
        reached -> {
          if (reached == point) {
            throw new Died();
          }
        };
    assertThatThrownBy(() -> world.process(key)).isInstanceOf(Died.class);

    world.failpoint = _ -> {};
    assertThat(world.process(key)).isEqualTo(Result.SETTLED);

    assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    assertThat(world.kept).hasSize(2);
  }

  @Nested
  class OfTwoVersions {

    private final OriginalKey found = new OriginalKey(ADA, "holiday/photo.jpg");

    @Test
    void laterVersionReplacesTheFirst() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.process(found);
      world.space.put(found, "image/jpeg", OTHER_PHOTO);
      world.process(found);

      assertThat(world.media(found).declared().sha256()).contains(Client.sha256(OTHER_PHOTO));
      assertThat(world.kept).hasSize(4);
    }

    @Test
    void laterVersionWinsWhileTheFirstIsDecoded() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.process(found);
      world.space.put(found, "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1});
      world.whileDecoding =
          () -> {
            world.whileDecoding = () -> {};
            world.space.put(found, "image/jpeg", OTHER_PHOTO);
            world.process(found);
          };

      assertThat(world.process(found)).isEqualTo(Result.SETTLED);

      assertThat(world.media(found).declared().sha256()).contains(Client.sha256(OTHER_PHOTO));
      assertThat(world.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void laterVersionIsProcessedByTheEventOfTheEarlier() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.whileDecoding =
          () -> {
            world.whileDecoding = () -> {};
            world.space.put(found, "image/jpeg", OTHER_PHOTO);
            // Somebody begins with it, and dies.
            var media = world.media(found);
            world.catalog.updateState(media, media.with("v2", new State.Processing()));
          };

      assertThat(world.process(found)).isEqualTo(Result.SETTLED);

      assertThat(world.media(found).declared().sha256()).contains(Client.sha256(OTHER_PHOTO));
    }

    @Test
    void otherFilesThanDeclaredAreRejected() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.process(key);
      world.space.put(key, "image/jpeg", OTHER_PHOTO);
      world.process(key);

      assertThat(world.state(key)).isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
    }
  }

  @Nested
  class WhatNobodyAskedFor {

    private final OriginalKey found = new OriginalKey(ADA, "holiday/photo.jpg");

    @Test
    void becomesAMediaOfItsOwnName() {
      world.space.now = Instant.parse("2026-11-25T11:00:00Z");
      world.space.put(found, "image/jpeg", PHOTO);

      assertThat(world.process(found)).isEqualTo(Result.SETTLED);

      var media = world.media(found);
      assertThat(media.name()).isEqualTo("photo.jpg");
      assertThat(media.declared().sha256()).contains(Client.sha256(PHOTO));
      assertThat(media.declared().size()).isEqualTo(PHOTO.length);
      assertThat(media.id().createdAt()).isEqualTo(world.space.now);
      assertThat(media.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void isNotSentAgain() {
      world.space.put(found, "image/jpeg", PHOTO);
      world.process(found);

      var again = new DeclaredFile("again.jpg", "image/jpeg", PHOTO.length, Client.sha256(PHOTO));
      assertThat(
              world.catalog.register(
                  MediaItem.pending(ADA, MediaId.next(), again), Optional.empty()))
          .isEqualTo(new RegisterResult.AlreadyExists(world.media(found)));
    }

    @Test
    void isAPictureWhateverItsWriterDidNotSay() {
      world.space.put(found, "binary/octet-stream", PHOTO);
      world.process(found);

      assertThat(world.media(found).declared().contentType()).isEqualTo("image/jpeg");
      assertThat(world.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void isRejectedWhenThereIsNoRoom() {
      world.quota.limit(ADA, 1);
      world.space.put(found, "image/jpeg", PHOTO);
      world.process(found);

      assertThat(world.state(found)).isEqualTo(new State.Rejected(RejectionReason.QUOTA_EXCEEDED));
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void isRetriedWhileUserServiceIsUnavailable() {
      world.quota.away(true);
      world.space.put(found, "image/jpeg", PHOTO);
      assertThatThrownBy(() -> world.process(found)).isInstanceOf(RuntimeException.class);

      world.quota.away(false);
      assertThat(world.process(found)).isEqualTo(Result.SETTLED);
      assertThat(world.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void pathsMayLookLikeAnId() {
      var id = new OriginalKey(ADA, MediaId.next().value());
      world.space.put(id, "image/jpeg", PHOTO);
      world.process(id);

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

      world.process(film);

      assertThat(world.state(film))
          .isInstanceOfSatisfying(
              State.Ready.class,
              ready -> {
                assertThat(ready.preview()).isEmpty();
                assertThat(ready.renditions()).isEmpty();
              });
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void isComparedWithWhatWasAnnounced() {
      var film = world.askedFor("video/mp4", "hello".getBytes(US_ASCII));
      world.space.put(film, "video/mp4", "hallo".getBytes(US_ASCII));
      world.process(film);

      assertThat(world.state(film))
          .isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
    }

    @Test
    void isNotReadWhenItIsVeryLarge() {
      var large = new byte[2000];
      var film = world.askedFor("video/mp4", large);
      world.space.put(film, "video/mp4", large);
      world.process(film);

      assertThat(world.state(film)).isInstanceOf(State.Ready.class);
      assertThat(world.media(film).declared().sha256()).contains(Client.sha256(large));
    }

    @Test
    void mustNotBeOneThatIsCalledSomethingElse() {
      var film = world.askedFor("video/mp4", PHOTO);
      world.space.put(film, "video/mp4", PHOTO);
      world.rendering = Optional.of(new Rejected(RejectionReason.TYPE_MISMATCH, "JPEG"));
      world.process(film);

      assertThat(world.state(film)).isEqualTo(new State.Rejected(RejectionReason.TYPE_MISMATCH));
    }

    @Test
    void isUnsupportedWhenItIsCalledOne() {
      var drawing = world.askedFor("image/svg+xml", "<svg/>".getBytes(US_ASCII));
      world.space.put(drawing, "image/svg+xml", "<svg/>".getBytes(US_ASCII));
      world.rendering = Optional.of(new Rejected(RejectionReason.UNSUPPORTED_TYPE, "no picture"));
      world.process(drawing);

      assertThat(world.state(drawing))
          .isEqualTo(new State.Rejected(RejectionReason.UNSUPPORTED_TYPE));
    }
  }

  @Nested
  class TheScanner {

    @Test
    void comesBeforeTheDecoder() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.scanner = (_, _) -> new Verdict.Infected("a virus");
      world.process(key);

      assertThat(world.state(key)).isEqualTo(new State.Rejected(RejectionReason.MALWARE));
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void isWaitedForAndThenTheMediaIsReady() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.scanner = (_, _) -> new Verdict.Pending();
      assertThat(world.process(key)).isEqualTo(Result.AWAITING_SCAN);
      assertThat(world.state(key)).isEqualTo(new State.Uploaded());

      world.scanner = (_, _) -> new Verdict.Clean();
      assertThat(world.process(key)).isEqualTo(Result.SETTLED);
      assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class WhatIsGone {

    @Test
    void originalsDeletedInS3MoveTheItemToTheTrash() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.process(key);
      world.space.delete(key);

      assertThat(world.process(key)).isEqualTo(Result.SETTLED);
      assertThat(world.process(key)).isEqualTo(Result.SETTLED);

      assertThat(world.media(key).attributes().isInTrash()).isTrue();
      assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    }

    @Test
    void comesBackWhenItIsWrittenAnew() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.process(key);
      world.space.delete(key);
      world.process(key);
      world.space.put(key, "image/jpeg", PHOTO);
      world.process(key);

      assertThat(world.media(key).attributes().isInTrash()).isFalse();
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
      assertThatThrownBy(() -> world.process(key)).hasMessage("no decoder");
      world.processor().markFailed(key);
      assertThat(world.state(key)).isEqualTo(new State.Rejected(RejectionReason.PROCESSING_FAILED));

      world.whileDecoding = () -> {};
      world.process(key);
      assertThat(world.state(key)).isInstanceOf(State.Ready.class);
    }

    @Test
    void isNothingThatHasAnOutcome() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.process(key);
      var ready = world.media(key);

      world.processor().markFailed(key);

      assertThat(world.media(key)).isEqualTo(ready);
    }
  }

  @Nested
  class WhoHasLeft {

    private final UserId eve = new UserId("eve");

    @Test
    void leavesNothingThatComesLate() {
      world.deletedUsers.markDeleted(eve, new OtherCounts(0, 0, 0, 0), Instant.EPOCH);
      var late = new OriginalKey(eve, MediaId.next().value());
      world.space.put(late, "image/jpeg", PHOTO);

      world.process(late);

      assertThat(world.removed).containsExactly("originals of eve", "renditions of eve");
      assertThat(world.efforts).isEmpty();
    }

    @Test
    void leavesNothingThatWasBeingDecoded() {
      world.space.put(key, "image/jpeg", PHOTO);
      world.whileDecoding =
          () -> {
            world.deletedUsers.markDeleted(ADA, new OtherCounts(0, 0, 0, 0), Instant.EPOCH);
            world.catalog.forget(ADA);
          };

      world.process(key);

      assertThat(world.removed).containsExactly("originals of ada", "renditions of ada");
    }
  }
}
