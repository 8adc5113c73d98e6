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
  private final Interrupted publications = new Interrupted();
  private final PublicationService publishing = new PublicationService(catalog, publications);
  private final MediaId id = added();

  @Test
  void whatIsPublicIsThere() {
    becomes("v1", ready("a"));

    var media = publishing.publish(KIM, id);

    assertThat(media.attributes().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void publishingAgainChangesNothing() {
    becomes("v1", ready("a"));

    assertThat(publishing.publish(KIM, id)).isEqualTo(publishing.publish(KIM, id));
  }

  @Test
  void whatIsNotReadyOrRejectedOrNoPictureIsNotPublished() {
    assertThatThrownBy(() -> publishing.publish(KIM, id)).satisfies(problem(MEDIA_NOT_READY));
    becomes("v1", new State.Rejected(RejectionReason.MALWARE));
    assertThatThrownBy(() -> publishing.publish(KIM, id)).satisfies(problem(MEDIA_NOT_READY));
    becomes("v2", new State.Ready(Optional.empty(), List.of()));
    assertThatThrownBy(() -> publishing.publish(KIM, id)).satisfies(problem(MEDIA_NOT_READY));

    assertThat(publications.copiesOf(id.value())).isEmpty();
    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void whatIsInTheTrashIsNotPublished() {
    becomes("v1", ready("a"));
    trashed();

    assertThatThrownBy(() -> publishing.publish(KIM, id)).satisfies(problem(MEDIA_IN_TRASH));
  }

  @Test
  void anotherOwnersMediaIsNotThere() {
    becomes("v1", ready("a"));
    var lee = new UserId("lee");

    assertThatThrownBy(() -> publishing.publish(lee, id)).satisfies(problem(MEDIA_NOT_FOUND));
    assertThatThrownBy(() -> publishing.withdraw(lee, id)).satisfies(problem(MEDIA_NOT_FOUND));
    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whoDiesBeforeTheCatalogueKnowsPublishesTheNextTime() {
    becomes("v1", ready("a"));
    publications.after.add(() -> {
      throw new IllegalStateException("died");
    });
    assertThatThrownBy(() -> publishing.publish(KIM, id)).hasMessage("died");
    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);

    publishing.publish(KIM, id);

    assertCopies("a");
  }

  @Test
  void whatIsWithdrawnWhileItIsPublishedIsWholeOrGone() {
    becomes("v1", ready("a"));
    publications.after.add(() -> publishing.withdraw(KIM, id));

    publishing.publish(KIM, id);

    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void aVersionThatComesMeanwhileIsTheOneThatIsPublished() {
    becomes("v1", ready("a"));
    publications.after.add(() -> becomes("v2", ready("b")));

    publishing.publish(KIM, id);

    assertCopies("b");
  }

  @Test
  void whatIsTrashedMeanwhileLeavesNoCopies() {
    becomes("v1", ready("a"));
    publications.after.add(this::trashed);

    assertThatThrownBy(() -> publishing.publish(KIM, id)).satisfies(problem(MEDIA_IN_TRASH));

    assertThat(publications.copiesOf(id.value())).isEmpty();
    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void whoseOwnerLeavesMeanwhileLeavesNoCopies() {
    becomes("v1", ready("a"));
    publications.after.add(() -> catalog.forget(KIM));

    assertThatThrownBy(() -> publishing.publish(KIM, id)).satisfies(problem(MEDIA_NOT_FOUND));

    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whatIsWithdrawnIsPrivateAndGone() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);

    publishing.withdraw(KIM, id);
    publishing.withdraw(KIM, id);

    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whatIsPublishedWhileItIsWithdrawnIsWholeOrGone() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);
    publications.before.add(() -> publishing.publish(KIM, id));

    publishing.withdraw(KIM, id);

    assertThat(current().attributes().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void theCopiesFollowALaterVersion() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);

    becomes("v2", ready("b"));
    publishing.follow(KIM, id);
    assertCopies("b");

    becomes("v3", new State.Rejected(RejectionReason.MALWARE));
    publishing.follow(KIM, id);
    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whatIsGoneMeanwhileIsNotFollowed() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);
    publications.after.add(() -> {
      throw new RenditionNotFound("b");
    });
    becomes("v2", ready("b"));

    publishing.follow(KIM, id);
    catalog.forget(KIM);
    publishing.follow(KIM, id);
  }

  @Test
  void aPrivateMediaHasNoCopiesWhateverBecomesOfIt() {
    becomes("v1", ready("a"));
    publishing.follow(KIM, id);

    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  private void assertCopies(String original) {
    assertThat(publications.copiesOf(id.value()))
        .containsExactly("public/" + id + "/" + original + "/v/small.jpg");
  }

  private MediaId added() {
    var declared = new DeclaredFile("photo.jpg", "image/jpeg", 1, "A".repeat(43) + "=");
    return catalog.registerDiscovered(MediaItem.pending(KIM, MediaId.next(), declared)).id();
  }

  private MediaItem becomes(String version, State state) {
    return catalog.updateState(current(), current().with(version, state)).orElseThrow();
  }

  private void trashed() {
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

  /** Lets something happen behind the next publishing, or before the next withdrawal. */
  private static final class Interrupted extends MemoryPublicRenditions {

    private final Queue<Runnable> after = new ArrayDeque<>();
    private final Queue<Runnable> before = new ArrayDeque<>();

    @Override
    public void publish(String userId, String mediaId, Collection<String> keys) {
      super.publish(userId, mediaId, keys);
      Optional.ofNullable(after.poll()).ifPresent(Runnable::run);
    }

    @Override
    public void withdraw(String userId, String mediaId) {
      Optional.ofNullable(before.poll()).ifPresent(Runnable::run);
      super.withdraw(userId, mediaId);
    }
  }
}
