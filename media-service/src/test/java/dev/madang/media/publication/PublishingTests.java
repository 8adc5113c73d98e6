package dev.madang.media.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaInTrash;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.MemoryMediaCatalog;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.catalog.Placement.Visibility;
import dev.madang.media.delivery.MemoryPublications;
import dev.madang.media.delivery.RenditionGone;
import dev.madang.media.rendition.Reason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PublishingTests {

  private static final OwnerId KIM = new OwnerId("kim");

  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final Interrupted publications = new Interrupted();
  private final Publishing publishing = new Publishing(catalog, publications);
  private final MediaId id = added();

  @Test
  void whatIsPublicIsThere() {
    becomes("v1", ready("a"));

    var media = publishing.publish(KIM, id);

    assertThat(media.placement().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void publishingAgainChangesNothing() {
    becomes("v1", ready("a"));

    assertThat(publishing.publish(KIM, id)).isEqualTo(publishing.publish(KIM, id));
  }

  @Test
  void whatIsNotReadyOrRejectedOrNoPictureIsNotPublished() {
    assertThatThrownBy(() -> publishing.publish(KIM, id)).isInstanceOf(MediaNotReady.class);
    becomes("v1", new State.Rejected(Reason.MALWARE));
    assertThatThrownBy(() -> publishing.publish(KIM, id)).isInstanceOf(MediaNotReady.class);
    becomes("v2", new State.Ready(Optional.empty(), List.of()));
    assertThatThrownBy(() -> publishing.publish(KIM, id)).isInstanceOf(MediaNotReady.class);

    assertThat(publications.copiesOf(id.value())).isEmpty();
    assertThat(current().placement().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void whatIsInTheTrashIsNotPublished() {
    becomes("v1", ready("a"));
    trashed();

    assertThatThrownBy(() -> publishing.publish(KIM, id)).isInstanceOf(MediaInTrash.class);
  }

  @Test
  void anotherOwnersMediaIsNotThere() {
    becomes("v1", ready("a"));
    var lee = new OwnerId("lee");

    assertThatThrownBy(() -> publishing.publish(lee, id)).isInstanceOf(MediaNotFound.class);
    assertThatThrownBy(() -> publishing.withdraw(lee, id)).isInstanceOf(MediaNotFound.class);
    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whoDiesBeforeTheCatalogueKnowsPublishesTheNextTime() {
    becomes("v1", ready("a"));
    publications.after.add(() -> {
      throw new IllegalStateException("died");
    });
    assertThatThrownBy(() -> publishing.publish(KIM, id)).hasMessage("died");
    assertThat(current().placement().visibility()).isEqualTo(Visibility.PRIVATE);

    publishing.publish(KIM, id);

    assertCopies("a");
  }

  @Test
  void whatIsWithdrawnWhileItIsPublishedIsWholeOrGone() {
    becomes("v1", ready("a"));
    publications.after.add(() -> publishing.withdraw(KIM, id));

    publishing.publish(KIM, id);

    assertThat(current().placement().visibility()).isEqualTo(Visibility.PUBLIC);
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

    assertThatThrownBy(() -> publishing.publish(KIM, id)).isInstanceOf(MediaInTrash.class);

    assertThat(publications.copiesOf(id.value())).isEmpty();
    assertThat(current().placement().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void whoseOwnerLeavesMeanwhileLeavesNoCopies() {
    becomes("v1", ready("a"));
    publications.after.add(() -> catalog.forget(KIM));

    assertThatThrownBy(() -> publishing.publish(KIM, id)).isInstanceOf(MediaNotFound.class);

    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whatIsWithdrawnIsPrivateAndGone() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);

    publishing.withdraw(KIM, id);
    publishing.withdraw(KIM, id);

    assertThat(current().placement().visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whatIsPublishedWhileItIsWithdrawnIsWholeOrGone() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);
    publications.before.add(() -> publishing.publish(KIM, id));

    publishing.withdraw(KIM, id);

    assertThat(current().placement().visibility()).isEqualTo(Visibility.PUBLIC);
    assertCopies("a");
  }

  @Test
  void theCopiesFollowALaterVersion() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);

    becomes("v2", ready("b"));
    publishing.follow(KIM, id);
    assertCopies("b");

    becomes("v3", new State.Rejected(Reason.MALWARE));
    publishing.follow(KIM, id);
    assertThat(publications.copiesOf(id.value())).isEmpty();
  }

  @Test
  void whatIsGoneMeanwhileIsNotFollowed() {
    becomes("v1", ready("a"));
    publishing.publish(KIM, id);
    publications.after.add(() -> {
      throw new RenditionGone("b");
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
    var announced = new Announced("photo.jpg", "image/jpeg", 1, "A".repeat(43) + "=");
    return catalog.addFound(Media.pending(KIM, MediaId.next(), announced)).id();
  }

  private Media becomes(String version, State state) {
    return catalog.advance(current(), current().with(version, state));
  }

  private void trashed() {
    catalog.place(current(), current().placement().inTrashSince(Instant.ofEpochMilli(1)));
  }

  private Media current() {
    return catalog.find(KIM, id).orElseThrow();
  }

  private static State ready(String original) {
    var key = "private/kim/renditions/" + original + "/v/small.jpg";
    return new State.Ready(
        Optional.empty(), List.of(new Picture("small", 1, 1, "image/jpeg", 1, key)));
  }

  /** Lets something happen behind the next publishing, or before the next withdrawal. */
  private static final class Interrupted extends MemoryPublications {

    private final Queue<Runnable> after = new ArrayDeque<>();
    private final Queue<Runnable> before = new ArrayDeque<>();

    @Override
    public void publish(String owner, String mediaId, Collection<String> keys) {
      super.publish(owner, mediaId, keys);
      Optional.ofNullable(after.poll()).ifPresent(Runnable::run);
    }

    @Override
    public void withdraw(String owner, String mediaId) {
      Optional.ofNullable(before.poll()).ifPresent(Runnable::run);
      super.withdraw(owner, mediaId);
    }
  }
}
