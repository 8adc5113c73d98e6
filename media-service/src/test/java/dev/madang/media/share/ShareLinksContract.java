package dev.madang.media.share;

import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;
import static dev.madang.media.TestProblems.problem;
import static dev.madang.media.share.TestShareLinks.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.AlbumId;
import dev.madang.media.UserId;
import dev.madang.media.share.ShareLink.Target;
import dev.madang.media.share.ShareLinks.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of {@link ShareLinks}. */
abstract class ShareLinksContract {

  private static final Duration LOCK = Duration.ofMinutes(15);

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final UserId lee = new UserId(UUID.randomUUID().toString());
  private final ShareSecret secret = ShareSecret.next();

  abstract ShareLinks shares();

  @Test
  void addedLinkIsFound() {
    var ofMedia = TestShareLinks.open(kim, secret, NOW);
    var album = ShareSecret.next();
    var ofAlbum =
        TestShareLinks.of(
            kim, album, new Target.WholeAlbum(AlbumId.next()), Optional.of("a hash"), NOW);

    shares().add(ofMedia);
    shares().add(ofAlbum);

    assertThat(shares().find(secret.id())).contains(ofMedia);
    assertThat(shares().find(album.id())).contains(ofAlbum);
    assertThat(shares().find(ShareSecret.next().id())).isEmpty();
  }

  @Test
  void openLinksAreListedNewestFirstInPages() {
    var all = new ArrayList<ShareLink>();
    for (int i = 0; i < 5; i++) {
      var share = TestShareLinks.open(kim, ShareSecret.next(), NOW.plusMillis(i / 2));
      shares().add(share);
      all.addFirst(share);
    }
    shares().add(TestShareLinks.open(lee, ShareSecret.next(), NOW));
    var revoked = TestShareLinks.open(kim, ShareSecret.next(), NOW);
    shares().add(revoked);
    shares().revoke(kim, revoked.id(), NOW);
    shares().add(TestShareLinks.open(kim, ShareSecret.next(), NOW.minus(Duration.ofDays(7))));

    var seen = new ArrayList<ShareLink>();
    var before = Optional.<ShareCursor>empty();
    do {
      var page = shares().newest(kim, before, NOW, 2);
      seen.addAll(page);
      before = page.isEmpty() ? Optional.empty() : Optional.of(ShareCursor.of(page.getLast()));
    } while (before.isPresent());

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    assertThat(seen).extracting(ShareLink::createdAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void repeatedRevocationKeepsItsFirstTimeAndRemovesThePassword() {
    shares()
        .add(
            TestShareLinks.of(
                kim, secret, new Target.WholeAlbum(AlbumId.next()), Optional.of("hash"), NOW));

    var first = shares().revoke(kim, secret.id(), NOW.plusSeconds(1));
    var second = shares().revoke(kim, secret.id(), NOW.plusSeconds(2));

    assertThat(first).isEqualTo(second).isEqualTo(shares().find(secret.id()));
    assertThat(first.orElseThrow().revokedAt()).contains(NOW.plusSeconds(1));
    assertThat(first.orElseThrow().password()).isEmpty();
    assertThat(first.orElseThrow().isOpen(NOW)).isFalse();
  }

  @Test
  void anotherUsersLinkIsNotRevoked() {
    shares().add(TestShareLinks.open(kim, secret, NOW));

    assertThat(shares().revoke(lee, secret.id(), NOW)).isEmpty();
    assertThat(shares().revoke(kim, ShareSecret.next().id(), NOW)).isEmpty();
    assertThat(shares().find(secret.id()).orElseThrow().isOpen(NOW)).isTrue();
  }

  @Test
  void eleventhAttemptIsLockedForFifteenMinutes() {
    shares().add(TestShareLinks.open(kim, secret, NOW));
    for (int i = 0; i < 10; i++) {
      assertThat(shares().attempt(secret.id(), NOW)).isEqualTo(new Attempt.Allowed());
    }

    assertThat(shares().attempt(secret.id(), NOW.plusSeconds(60)))
        .isEqualTo(new Attempt.Locked(NOW.plus(LOCK)));
    assertThat(shares().attempt(secret.id(), NOW.plus(LOCK).minusMillis(1)))
        .isEqualTo(new Attempt.Locked(NOW.plus(LOCK)));

    var later = NOW.plus(LOCK);
    for (int i = 0; i < 10; i++) {
      assertThat(shares().attempt(secret.id(), later)).isEqualTo(new Attempt.Allowed());
    }
    assertThat(shares().attempt(secret.id(), later))
        .isEqualTo(new Attempt.Locked(later.plus(LOCK)));
  }

  @Test
  void rightPasswordResetsTheCounter() {
    shares().add(TestShareLinks.open(kim, secret, NOW));
    for (int i = 0; i < 9; i++) {
      shares().attempt(secret.id(), NOW);
    }

    shares().succeeded(secret.id());

    for (int i = 0; i < 10; i++) {
      assertThat(shares().attempt(secret.id(), NOW)).isEqualTo(new Attempt.Allowed());
    }
  }

  @Test
  void concurrentAttemptsCannotExceedTheLimit() throws Exception {
    shares().add(TestShareLinks.open(kim, secret, NOW));

    try (var many = Executors.newFixedThreadPool(8)) {
      var attempts =
          many.invokeAll(
              IntStream.range(0, 30)
                  .<Callable<Attempt>>mapToObj(_ -> () -> shares().attempt(secret.id(), NOW))
                  .toList());
      long allowed = 0;
      for (var attempt : attempts) {
        allowed += attempt.get() instanceof Attempt.Allowed ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(10);
    }
  }

  @Test
  void attemptAtAMissingLinkIsNotFound() {
    assertThatThrownBy(() -> shares().attempt(secret.id(), NOW))
        .satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThatThrownBy(() -> shares().succeeded(secret.id()))
        .satisfies(problem(SHARE_LINK_NOT_FOUND));
    assertThat(shares().find(secret.id())).isEmpty();
  }

  @Test
  void allLinksOfAUserAreListedAndOpenOnesCounted() {
    var open = TestShareLinks.open(kim, secret, NOW);
    var revoked = TestShareLinks.open(kim, ShareSecret.next(), NOW);
    shares().add(open);
    shares().add(revoked);
    shares().add(TestShareLinks.open(lee, ShareSecret.next(), NOW));
    shares().revoke(kim, revoked.id(), NOW);

    assertThat(shares().countOf(kim)).isEqualTo(1);
    assertThat(shares().allOf(kim))
        .extracting(ShareLink::id)
        .containsExactlyInAnyOrder(open.id(), revoked.id());

    shares().remove(open.id());
    shares().remove(open.id());

    assertThat(shares().find(open.id())).isEmpty();
    assertThat(shares().countOf(kim)).isZero();
  }
}
