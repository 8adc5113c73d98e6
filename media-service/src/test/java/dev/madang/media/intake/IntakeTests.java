package dev.madang.media.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MemoryClosures;
import dev.madang.media.catalog.MemoryMediaCatalog;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.delivery.RenditionStore;
import dev.madang.media.intake.Originals.Original;
import dev.madang.media.rendition.Look;
import dev.madang.media.rendition.Reason;
import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.Rendering.Made;
import dev.madang.media.rendition.Rendering.Refused;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.Renditions;
import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.OriginalStore;
import dev.madang.media.upload.UploadProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IntakeTests {

  private static final UploadProperties LIMITS =
      new UploadProperties(
          "originals",
          DataSize.ofKilobytes(1),
          DataSize.ofKilobytes(4),
          DataSize.ofKilobytes(8),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1));
  private static final String ANNOUNCED = "A".repeat(43) + "=";
  private static final String OTHER = "E".repeat(43) + "=";
  private static final Look LOOK = new Look(4000, 1600, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c");
  private static final Made MADE =
      new Made(LOOK, List.of(new Rendition("small", 250, 100, "image/jpeg", new byte[] {1, 2, 3})));
  private static final Refused REFUSED = new Refused(Reason.CORRUPT, "damaged");
  private static final State READY =
      new State.Ready(
          Optional.of(new Media.Look(4000, 1600, LOOK.thumbHash(), LOOK.dominantColor())),
          List.of(new Picture("small", 250, 100, "image/jpeg", 3, "ada/small")));

  private final MediaId id = MediaId.next();
  private final OriginalKey key = new OriginalKey(new OwnerId("ada"), id.value());
  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private Original original = new Original.Found(new byte[] {7}, ANNOUNCED);
  private int decoded;
  private final MemoryClosures closures = new MemoryClosures();
  private final List<String> removed = new ArrayList<>();

  @BeforeEach
  void anUploadIsAwaited() {
    var announced = new Announced("photo.jpg", "image/jpeg", 1, ANNOUNCED);
    catalog.add(Media.pending(key.owner(), id, announced), Optional.empty());
  }

  @Test
  void aPhotoBecomesReadyWithItsRenditions() {
    intake(MADE).receive(key);

    assertThat(state()).isEqualTo(READY);
  }

  @Test
  void whatCannotBeRenderedIsRejectedWithTheReason() {
    intake(REFUSED).receive(key);

    assertThat(state()).isEqualTo(new State.Rejected(Reason.CORRUPT));
  }

  @Test
  void aRedeliveredUploadKeepsItsFirstOutcomeAndIsNotDecodedAgain() {
    intake(MADE).receive(key);
    intake(REFUSED).receive(key);

    assertThat(state()).isEqualTo(READY);
    assertThat(decoded).isOne();
  }

  @Test
  void otherBytesThanAnnouncedAreNotDecoded() {
    original = new Original.Found(new byte[] {8}, OTHER);
    intake(MADE).receive(key);

    assertThat(state()).isEqualTo(new State.Rejected(Reason.CHECKSUM_MISMATCH));
    assertThat(decoded).isZero();
  }

  @Test
  void tooLargeAnOriginalIsNotDecoded() {
    original = new Original.TooLarge(1025);
    intake(MADE).receive(key);

    assertThat(state()).isEqualTo(new State.Rejected(Reason.TOO_LARGE));
    assertThat(decoded).isZero();
  }

  @Test
  void anOriginalThatIsGoneMayStillCome() {
    original = new Original.Gone();
    intake(MADE).receive(key);

    assertThat(state()).isEqualTo(new State.Pending());
  }

  @Test
  void anUploadNobodyAskedForIsPassedOver() {
    intake(MADE).receive(new OriginalKey(new OwnerId("eve"), id.value()));

    assertThat(state()).isEqualTo(new State.Pending());
    assertThat(decoded).isZero();
  }

  @Test
  void whatComesAfterItsOwnerHasLeftIsRemoved() {
    var eve = new OwnerId("eve");
    closures.close(eve, 0, 0, 0, Instant.EPOCH);

    intake(MADE).receive(new OriginalKey(eve, MediaId.next().value()));

    assertThat(removed).containsExactly("originals of eve", "renditions of eve");
    assertThat(decoded).isZero();
  }

  @Test
  void whoseOwnerLeavesWhileItIsDecodedIsRemoved() {
    var eve = new OwnerId("eve");
    Renditions leaving =
        (_, _, _) -> {
          closures.close(eve, 0, 0, 0, Instant.EPOCH);
          catalog.forget(eve);
          return MADE;
        };
    var announced = new Announced("photo.jpg", "image/jpeg", 1, ANNOUNCED);
    var media = catalog.add(Media.pending(eve, MediaId.next(), announced), Optional.empty());

    intake(leaving).receive(new OriginalKey(eve, media.path()));

    assertThat(removed).containsExactly("originals of eve", "renditions of eve");
  }

  @Test
  void withoutADecoderTheUploadWaits() {
    Renditions none =
        (_, _, _) -> {
          throw new IllegalStateException("no decoder");
        };

    assertThatThrownBy(() -> intake(none).receive(key)).hasMessage("no decoder");
    assertThat(state()).isEqualTo(new State.Pending());
  }

  private Intake intake(Rendering rendering) {
    return intake((_, _, _) -> {
      decoded++;
      return rendering;
    });
  }

  private Intake intake(Renditions renditions) {
    return new Intake(
        catalog, closures, new Uploads(), (_, _) -> original, renditions, new Store(), LIMITS);
  }

  private final class Uploads implements OriginalStore {

    @Override
    public long countOf(OwnerId owner) {
      return 0;
    }

    @Override
    public void removeAllOf(OwnerId owner) {
      removed.add("originals of " + owner);
    }
  }

  private final class Store implements RenditionStore {

    @Override
    public Kept keep(String owner, String contentHash, Rendition rendition) {
      return new Kept(owner + "/" + rendition.preset(), rendition.bytes().length);
    }

    @Override
    public long countOf(String owner) {
      return 0;
    }

    @Override
    public void removeAllOf(String owner) {
      removed.add("renditions of " + owner);
    }
  }

  private State state() {
    return catalog.find(key.owner(), id).orElseThrow().state();
  }
}
