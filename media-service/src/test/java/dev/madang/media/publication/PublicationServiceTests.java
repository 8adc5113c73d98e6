package dev.madang.media.publication;

import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;
import static dev.madang.media.TestProblems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.cdn.MemoryPublicRenditions;
import dev.madang.media.cdn.RenditionNotFound;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.media.MemoryMediaCatalog;
import dev.madang.media.media.OwnerAttributes.Visibility;
import dev.madang.media.rendition.RejectionReason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PublicationServiceTests {

  private static final UserId KIM = new UserId("kim");

  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final InterruptedPublicRenditions publicRenditions = new InterruptedPublicRenditions();
  private final PublicationService service = new PublicationService(catalog, publicRenditions);
  private final MediaId id = pending();

  @Test
  void publishCopiesRenditions() {
    updateState("v1", ready("a"));

    var media = service.publish(KIM, id);

    assertThat(media.attributes().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void publishIsIdempotent() {
    updateState("v1", ready("a"));

    assertThat(service.publish(KIM, id)).isEqualTo(service.publish(KIM, id));
  }

  @Test
  void publishesOnlyReadyImages() {
    assertThatThrownBy(() -> service.publish(KIM, id)).satisfies(problem(MEDIA_NOT_READY));
    updateState("v1", new State.Rejected(RejectionReason.MALWARE));
    assertThatThrownBy(() -> service.publish(KIM, id)).satisfies(problem(MEDIA_NOT_READY));
    updateState("v2", new State.Ready(Optional.empty(), List.of()));
    assertThatThrownBy(() -> service.publish(KIM, id)).satisfies(problem(MEDIA_NOT_READY));

    assertThat(publicRenditions.copiesOf(id.value())).isEmpty();
    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void doesNotPublishMediaInTrash() {
    updateState("v1", ready("a"));
    moveToTrash();

    assertThatThrownBy(() -> service.publish(KIM, id)).satisfies(problem(MEDIA_IN_TRASH));
  }

  @Test
  void otherUsersMediaIsNotFound() {
    updateState("v1", ready("a"));
    var lee = new UserId("lee");

    assertThatThrownBy(() -> service.publish(lee, id)).satisfies(problem(MEDIA_NOT_FOUND));
    assertThatThrownBy(() -> service.unpublish(lee, id)).satisfies(problem(MEDIA_NOT_FOUND));
    assertThat(publicRenditions.copiesOf(id.value())).isEmpty();
  }

  @Test
  void publishCompletesAfterCrash() {
    updateState("v1", ready("a"));
    publicRenditions.after.add(() -> {
      throw new IllegalStateException("crashed");
    });
    assertThatThrownBy(() -> service.publish(KIM, id)).hasMessage("crashed");
    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);

    service.publish(KIM, id);

    assertCopies("a");
  }

  @Test
  void publishSurvivesConcurrentUnpublish() {
    updateState("v1", ready("a"));
    publicRenditions.after.add(() -> service.unpublish(KIM, id));

    service.publish(KIM, id);

    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void publishesNewVersionThatArrivesMeanwhile() {
    updateState("v1", ready("a"));
    publicRenditions.after.add(() -> updateState("v2", ready("b")));

    service.publish(KIM, id);

    assertCopies("b");
  }

  @Test
  void leavesNoCopiesOfMediaDeletedMeanwhile() {
    updateState("v1", ready("a"));
    publicRenditions.after.add(this::moveToTrash);

    assertThatThrownBy(() -> service.publish(KIM, id)).satisfies(problem(MEDIA_IN_TRASH));

    assertThat(publicRenditions.copiesOf(id.value())).isEmpty();
    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void leavesNoCopiesIfAccountIsDeletedMeanwhile() {
    updateState("v1", ready("a"));
    publicRenditions.after.add(() -> catalog.forget(KIM));

    assertThatThrownBy(() -> service.publish(KIM, id)).satisfies(problem(MEDIA_NOT_FOUND));

    assertThat(publicRenditions.copiesOf(id.value())).isEmpty();
  }

  @Test
  void unpublishRemovesCopies() {
    updateState("v1", ready("a"));
    service.publish(KIM, id);

    service.unpublish(KIM, id);
    service.unpublish(KIM, id);

    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(publicRenditions.copiesOf(id.value())).isEmpty();
  }

  @Test
  void unpublishSurvivesConcurrentPublish() {
    updateState("v1", ready("a"));
    service.publish(KIM, id);
    publicRenditions.before.add(() -> service.publish(KIM, id));

    service.unpublish(KIM, id);

    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void syncCopiesNewVersion() {
    updateState("v1", ready("a"));
    service.publish(KIM, id);

    updateState("v2", ready("b"));
    service.syncCopies(KIM, id);
    assertCopies("b");

    updateState("v3", new State.Rejected(RejectionReason.MALWARE));
    service.syncCopies(KIM, id);
    assertThat(publicRenditions.copiesOf(id.value())).isEmpty();
  }

  @Test
  void syncIgnoresMissingRenditions() {
    updateState("v1", ready("a"));
    service.publish(KIM, id);
    publicRenditions.after.add(() -> {
      throw new RenditionNotFound("b");
    });
    updateState("v2", ready("b"));

    service.syncCopies(KIM, id);
    catalog.forget(KIM);
    service.syncCopies(KIM, id);
  }

  @Test
  void syncMakesNoCopiesOfPrivateMedia() {
    updateState("v1", ready("a"));
    service.syncCopies(KIM, id);

    assertThat(publicRenditions.copiesOf(id.value())).isEmpty();
  }

  private void assertCopies(String original) {
    assertThat(publicRenditions.copiesOf(id.value()))
        .containsExactly("public/" + id + "/" + original + "/v/small.jpg");
  }

  private MediaId pending() {
    var declared = new DeclaredFile("photo.jpg", "image/jpeg", 1, "A".repeat(43) + "=");
    return catalog.registerDiscovered(MediaItem.pending(KIM, MediaId.next(), declared)).id();
  }

  private MediaItem updateState(String version, State state) {
    return catalog.updateState(current(), current().with(version, state)).orElseThrow();
  }

  private void moveToTrash() {
    catalog.updateOwnerAttributes(
        current(), current().attributes().inTrashSince(Instant.ofEpochMilli(1)));
  }

  private MediaItem current() {
    return catalog.find(KIM, id).orElseThrow();
  }

  private static State ready(String original) {
    var key = "private/kim/renditions/" + original + "/v/small.jpg";
    return new State.Ready(
        Optional.empty(), List.of(new StoredRendition("small", 1, 1, "image/jpeg", 1, key)));
  }

  /** Runs something after the next publish, or before the next unpublish. */
  private static final class InterruptedPublicRenditions extends MemoryPublicRenditions {

    private final Queue<Runnable> after = new ArrayDeque<>();
    private final Queue<Runnable> before = new ArrayDeque<>();

    @Override
    public void publish(String userId, String mediaId, Collection<String> keys) {
      super.publish(userId, mediaId, keys);
      Optional.ofNullable(after.poll()).ifPresent(Runnable::run);
    }

    @Override
    public void unpublish(String userId, String mediaId) {
      Optional.ofNullable(before.poll()).ifPresent(Runnable::run);
      super.unpublish(userId, mediaId);
    }
  }
}
