package dev.madang.media.processing;

import static dev.madang.media.processing.ProcessingFixture.ADA;
import static dev.madang.media.processing.ProcessingFixture.LONGER_PHOTO;
import static dev.madang.media.processing.ProcessingFixture.OTHER_PHOTO;
import static dev.madang.media.processing.ProcessingFixture.PHOTO;
import static dev.madang.media.processing.ProcessingFixture.PREVIEW;
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

  private final ProcessingFixture fixture = new ProcessingFixture();
  private final OriginalKey key = fixture.requested(PHOTO);

  @Test
  void photosBecomeReadyWithPreviewAndRenditions() {
    fixture.space.put(key, "image/jpeg", PHOTO);

    assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);

    assertThat(fixture.state(key))
        .isInstanceOfSatisfying(
            State.Ready.class,
            ready -> {
              assertThat(ready.preview()).contains(PREVIEW);
              assertThat(ready.renditions())
                  .extracting(MediaItem.StoredRendition::contentType)
                  .containsExactly("image/webp", "image/jpeg");
            });
    assertThat(fixture.stored).hasSize(2);
  }

  @Test
  void undecodableImagesAreRejectedWithTheirReason() {
    fixture.space.put(key, "image/jpeg", PHOTO);
    fixture.renditionResult = Optional.of(new Rejected(RejectionReason.CORRUPT, "damaged"));

    assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);

    assertThat(fixture.state(key)).isEqualTo(new State.Rejected(RejectionReason.CORRUPT));
    assertThat(fixture.stored).isEmpty();
  }

  @Test
  void redeliveredUploadKeepsItsFirstOutcome() {
    fixture.space.put(key, "image/jpeg", PHOTO);
    fixture.process(key);
    var first = fixture.media(key);
    fixture.renditionResult = Optional.of(new Rejected(RejectionReason.CORRUPT, "damaged"));

    assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);

    assertThat(fixture.media(key)).isEqualTo(first);
    assertThat(fixture.efforts).hasSize(1);
  }

  @Test
  void otherBytesOfTheSameLengthAreRejected() {
    fixture.space.put(key, "image/jpeg", OTHER_PHOTO);
    fixture.process(key);

    assertThat(fixture.state(key)).isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
    assertThat(fixture.stored).isEmpty();
  }

  @Test
  void damagedUploadsAreRejectedAsChecksumMismatch() {
    fixture.space.put(key, "image/jpeg", OTHER_PHOTO);
    fixture.renditionResult = Optional.of(new Rejected(RejectionReason.CORRUPT, "damaged"));
    fixture.process(key);

    assertThat(fixture.state(key)).isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
  }

  @Test
  void missingOriginalsStayPending() {
    assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);

    assertThat(fixture.state(key)).isEqualTo(new State.Pending());
    assertThat(fixture.media(key).attributes().isInTrash()).isFalse();
  }

  @Test
  void fastModeIsUsedForALongQueue() {
    fixture.space.put(key, "image/jpeg", PHOTO);
    fixture.processor().process(key, true);

    assertThat(fixture.efforts).containsExactly(EncodingEffort.FAST);
  }

  @Test
  void withoutADecoderTheMessageIsRetried() {
    fixture.space.put(key, "image/jpeg", PHOTO);
    fixture.whileDecoding =
        () -> {
          throw new IllegalStateException("no decoder");
        };
    assertThatThrownBy(() -> fixture.process(key)).hasMessage("no decoder");
    assertThat(fixture.state(key)).isEqualTo(new State.Processing());

    fixture.whileDecoding = () -> {};
    assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);
    assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
  }

  /** Like a crash, but the test continues. */
  private static final class SimulatedCrash extends Error {}

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void processingRecoversFromACrashAtEachCrashPoint(CrashPoint point) {
    fixture.space.put(key, "image/jpeg", PHOTO);
    fixture.failpoint =
        reached -> {
          if (reached == point) {
            throw new SimulatedCrash();
          }
        };
    assertThatThrownBy(() -> fixture.process(key)).isInstanceOf(SimulatedCrash.class);

    fixture.failpoint = _ -> {};
    assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);

    assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    assertThat(fixture.stored).hasSize(2);
  }

  @Nested
  class SeveralVersions {

    private final OriginalKey found = new OriginalKey(ADA, "holiday/photo.jpg");

    @Test
    void laterVersionReplacesTheFirst() {
      fixture.space.put(found, "image/jpeg", PHOTO);
      fixture.process(found);
      fixture.space.put(found, "image/jpeg", OTHER_PHOTO);
      fixture.process(found);

      assertThat(fixture.media(found).declared().sha256()).contains(Client.sha256(OTHER_PHOTO));
      assertThat(fixture.stored).hasSize(4);
    }

    @Test
    void laterVersionWinsWhileTheFirstIsDecoded() {
      fixture.space.put(found, "image/jpeg", PHOTO);
      fixture.process(found);
      fixture.space.put(found, "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1});
      fixture.whileDecoding =
          () -> {
            fixture.whileDecoding = () -> {};
            fixture.space.put(found, "image/jpeg", OTHER_PHOTO);
            fixture.process(found);
          };

      assertThat(fixture.process(found)).isEqualTo(Result.SETTLED);

      assertThat(fixture.media(found).declared().sha256()).contains(Client.sha256(OTHER_PHOTO));
      assertThat(fixture.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void laterVersionIsProcessedByTheEventOfTheEarlier() {
      fixture.space.put(found, "image/jpeg", PHOTO);
      fixture.whileDecoding =
          () -> {
            fixture.whileDecoding = () -> {};
            fixture.space.put(found, "image/jpeg", OTHER_PHOTO);
            // Another instance starts to process it and crashes.
            var media = fixture.media(found);
            fixture.catalog.updateState(media, media.with("v2", new State.Processing()));
          };

      assertThat(fixture.process(found)).isEqualTo(Result.SETTLED);

      assertThat(fixture.media(found).declared().sha256()).contains(Client.sha256(OTHER_PHOTO));
    }

    @Test
    void laterVersionOfARequestedUploadReplacesIt() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.process(key);
      fixture.space.put(key, "IMAGE/JPG; q=1", LONGER_PHOTO);
      fixture.process(key);

      var media = fixture.media(key);
      assertThat(media.state()).isInstanceOf(State.Ready.class);
      assertThat(media.declared().sha256()).contains(Client.sha256(LONGER_PHOTO));
      assertThat(media.declared().size()).isEqualTo(LONGER_PHOTO.length);
      assertThat(media.declared().contentType()).isEqualTo("image/jpeg");
      assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);
    }

    @Test
    void laterVersionMayArriveBeforeTheFirstIsProcessed() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.space.put(key, "image/jpeg", LONGER_PHOTO);
      fixture.process(key);

      assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
      assertThat(fixture.media(key).declared().sha256()).contains(Client.sha256(LONGER_PHOTO));
    }

    @Test
    void laterVersionThatArrivesBeforeTheFirstIsProcessedNeedsSpace() {
      fixture.quota.limit(ADA, 1);
      fixture.space.put(key, "image/jpeg", LONGER_PHOTO);
      fixture.process(key);

      assertThat(fixture.state(key)).isEqualTo(new State.Rejected(RejectionReason.QUOTA_EXCEEDED));
    }

    @Test
    void laterVersionReplacesARejectedOne() {
      fixture.space.put(key, "image/jpeg", OTHER_PHOTO);
      fixture.process(key);
      assertThat(fixture.state(key))
          .isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));

      fixture.space.put(key, "image/jpeg", LONGER_PHOTO);
      fixture.process(key);

      assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    }

    @Test
    void laterVersionOfARequestedUploadNeedsSpace() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.process(key);
      fixture.quota.limit(ADA, 1);
      fixture.space.put(key, "image/jpeg", OTHER_PHOTO);
      fixture.process(key);

      assertThat(fixture.state(key)).isEqualTo(new State.Rejected(RejectionReason.QUOTA_EXCEEDED));
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void laterVersionOfARequestedUploadSurvivesACrash(CrashPoint point) {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.process(key);
      fixture.space.put(key, "image/jpeg", LONGER_PHOTO);
      fixture.failpoint =
          reached -> {
            if (reached == point) {
              throw new SimulatedCrash();
            }
          };
      assertThatThrownBy(() -> fixture.process(key)).isInstanceOf(SimulatedCrash.class);

      fixture.failpoint = _ -> {};
      assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);

      assertThat(fixture.media(key).declared().sha256()).contains(Client.sha256(LONGER_PHOTO));
      assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class DiscoveredOriginals {

    private final OriginalKey found = new OriginalKey(ADA, "holiday/photo.jpg");

    @Test
    void becomeItemsNamedAfterTheirFile() {
      fixture.space.now = Instant.parse("2026-11-25T11:00:00Z");
      fixture.space.put(found, "image/jpeg", PHOTO);

      assertThat(fixture.process(found)).isEqualTo(Result.SETTLED);

      var media = fixture.media(found);
      assertThat(media.name()).isEqualTo("photo.jpg");
      assertThat(media.declared().sha256()).contains(Client.sha256(PHOTO));
      assertThat(media.declared().size()).isEqualTo(PHOTO.length);
      assertThat(media.id().createdAt()).isEqualTo(fixture.space.now);
      assertThat(media.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void areNotUploadedAgain() {
      fixture.space.put(found, "image/jpeg", PHOTO);
      fixture.process(found);

      var again = new DeclaredFile("again.jpg", "image/jpeg", PHOTO.length, Client.sha256(PHOTO));
      assertThat(
              fixture.catalog.register(
                  MediaItem.pending(ADA, MediaId.next(), again), Optional.empty()))
          .isEqualTo(new RegisterResult.AlreadyExists(fixture.media(found)));
    }

    @Test
    void getTheirTypeFromTheirBytes() {
      fixture.space.put(found, "binary/octet-stream", PHOTO);
      fixture.process(found);

      assertThat(fixture.media(found).declared().contentType()).isEqualTo("image/jpeg");
      assertThat(fixture.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void areRejectedIfTheyExceedTheQuota() {
      fixture.quota.limit(ADA, 1);
      fixture.space.put(found, "image/jpeg", PHOTO);
      fixture.process(found);

      assertThat(fixture.state(found))
          .isEqualTo(new State.Rejected(RejectionReason.QUOTA_EXCEEDED));
      assertThat(fixture.efforts).isEmpty();
    }

    @Test
    void areRetriedWhileUserServiceIsUnavailable() {
      fixture.quota.setUnavailable(true);
      fixture.space.put(found, "image/jpeg", PHOTO);
      assertThatThrownBy(() -> fixture.process(found)).isInstanceOf(RuntimeException.class);

      fixture.quota.setUnavailable(false);
      assertThat(fixture.process(found)).isEqualTo(Result.SETTLED);
      assertThat(fixture.state(found)).isInstanceOf(State.Ready.class);
    }

    @Test
    void mayHaveAnIdAsTheirPath() {
      var id = new OriginalKey(ADA, MediaId.next().value());
      fixture.space.put(id, "image/jpeg", PHOTO);
      fixture.process(id);

      assertThat(fixture.media(id).id().value()).isEqualTo(id.path());
      assertThat(fixture.state(id)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class OtherFiles {

    @ParameterizedTest
    @ValueSource(strings = {"video/mp4", "application/pdf", "application/zip", "text/plain"})
    void areReadyWithoutRenditions(String contentType) {
      var file = "hello".getBytes(US_ASCII);
      var video = fixture.requested(contentType, file);
      fixture.space.put(video, contentType, file);

      fixture.process(video);

      assertThat(fixture.state(video))
          .isInstanceOfSatisfying(
              State.Ready.class,
              ready -> {
                assertThat(ready.preview()).isEmpty();
                assertThat(ready.renditions()).isEmpty();
              });
      assertThat(fixture.efforts).isEmpty();
    }

    @Test
    void areRejectedIfTheirChecksumDiffers() {
      var video = fixture.requested("video/mp4", "hello".getBytes(US_ASCII));
      fixture.space.put(video, "video/mp4", "hallo".getBytes(US_ASCII));
      fixture.process(video);

      assertThat(fixture.state(video))
          .isEqualTo(new State.Rejected(RejectionReason.CHECKSUM_MISMATCH));
    }

    @Test
    void areNotReadAboveTheVerificationLimit() {
      var large = new byte[2000];
      var video = fixture.requested("video/mp4", large);
      fixture.space.put(video, "video/mp4", large);
      fixture.process(video);

      assertThat(fixture.state(video)).isInstanceOf(State.Ready.class);
      assertThat(fixture.media(video).declared().sha256()).contains(Client.sha256(large));
    }

    @Test
    void areRejectedIfTheyAreImages() {
      var video = fixture.requested("video/mp4", PHOTO);
      fixture.space.put(video, "video/mp4", PHOTO);
      fixture.renditionResult = Optional.of(new Rejected(RejectionReason.TYPE_MISMATCH, "JPEG"));
      fixture.process(video);

      assertThat(fixture.state(video)).isEqualTo(new State.Rejected(RejectionReason.TYPE_MISMATCH));
    }

    @Test
    void areUnsupportedIfDeclaredAsImages() {
      var drawing = fixture.requested("image/svg+xml", "<svg/>".getBytes(US_ASCII));
      fixture.space.put(drawing, "image/svg+xml", "<svg/>".getBytes(US_ASCII));
      fixture.renditionResult = Optional.of(new Rejected(RejectionReason.UNSUPPORTED_TYPE, "SVG"));
      fixture.process(drawing);

      assertThat(fixture.state(drawing))
          .isEqualTo(new State.Rejected(RejectionReason.UNSUPPORTED_TYPE));
    }
  }

  @Nested
  class MalwareScan {

    @Test
    void rejectsInfectedFilesBeforeDecoding() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.scanner = (_, _) -> new Verdict.Infected("a virus");
      fixture.process(key);

      assertThat(fixture.state(key)).isEqualTo(new State.Rejected(RejectionReason.MALWARE));
      assertThat(fixture.efforts).isEmpty();
    }

    @Test
    void delaysProcessingWhilePending() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.scanner = (_, _) -> new Verdict.Pending();
      assertThat(fixture.process(key)).isEqualTo(Result.AWAITING_SCAN);
      assertThat(fixture.state(key)).isEqualTo(new State.Uploaded());

      fixture.scanner = (_, _) -> new Verdict.Clean();
      assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);
      assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class DeletedOriginals {

    @Test
    void moveTheItemToTheTrash() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.process(key);
      fixture.space.delete(key);

      assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);
      assertThat(fixture.process(key)).isEqualTo(Result.SETTLED);

      assertThat(fixture.media(key).attributes().isInTrash()).isTrue();
      assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    }

    @Test
    void restoreTheItemWhenWrittenAgain() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.process(key);
      fixture.space.delete(key);
      fixture.process(key);
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.process(key);

      assertThat(fixture.media(key).attributes().isInTrash()).isFalse();
      assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    }
  }

  @Nested
  class FailedProcessing {

    @Test
    void isRejectedAndProcessedAgainByALaterEvent() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.whileDecoding =
          () -> {
            throw new IllegalStateException("no decoder");
          };
      assertThatThrownBy(() -> fixture.process(key)).hasMessage("no decoder");
      fixture.processor().markFailed(key);
      assertThat(fixture.state(key))
          .isEqualTo(new State.Rejected(RejectionReason.PROCESSING_FAILED));

      fixture.whileDecoding = () -> {};
      fixture.process(key);
      assertThat(fixture.state(key)).isInstanceOf(State.Ready.class);
    }

    @Test
    void doesNotReplaceAnOutcome() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.process(key);
      var ready = fixture.media(key);

      fixture.processor().markFailed(key);

      assertThat(fixture.media(key)).isEqualTo(ready);
    }
  }

  @Nested
  class DeletedAccounts {

    private final UserId eve = new UserId("eve");

    @Test
    void lateOriginalsAreErased() {
      fixture.deletedUsers.markDeleted(eve, new OtherCounts(0, 0, 0, 0), Instant.EPOCH);
      var late = new OriginalKey(eve, MediaId.next().value());
      fixture.space.put(late, "image/jpeg", PHOTO);

      fixture.process(late);

      assertThat(fixture.removed).containsExactly("originals of eve", "renditions of eve");
      assertThat(fixture.efforts).isEmpty();
    }

    @Test
    void originalsInProcessingAreErased() {
      fixture.space.put(key, "image/jpeg", PHOTO);
      fixture.whileDecoding =
          () -> {
            fixture.deletedUsers.markDeleted(ADA, new OtherCounts(0, 0, 0, 0), Instant.EPOCH);
            fixture.catalog.forget(ADA);
          };

      fixture.process(key);

      assertThat(fixture.removed).containsExactly("originals of ada", "renditions of ada");
    }
  }
}
