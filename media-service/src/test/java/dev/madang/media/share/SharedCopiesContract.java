package dev.madang.media.share;

import static dev.madang.media.MediaProblem.ORIGINAL_NOT_SHAREABLE;
import static dev.madang.media.TestProblems.problem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.share.SharedCopies.CopyLocation;
import dev.madang.media.share.SharedCopies.CopyResult;
import dev.madang.media.share.metadata.PhotoWithMetadata;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link SharedCopies}. */
abstract class SharedCopiesContract {

  private final String rendition = "private/" + UUID.randomUUID() + "/renditions/small.jpg";
  private final String folder = UUID.randomUUID().toString();
  private final OriginalKey original =
      new OriginalKey(new UserId(UUID.randomUUID().toString()), MediaId.next().value());
  private final CopyLocation location = new CopyLocation(folder, "name", "small.jpg");

  abstract SharedCopies copies();

  abstract void givenRendition(String key);

  abstract void givenOriginal(OriginalKey key, byte[] bytes);

  /** The keys with this prefix. */
  abstract java.util.List<String> keysBelow(String prefix);

  @Test
  void renditionIsCopiedOnce() {
    givenRendition(rendition);

    assertThat(copies().copy(rendition, location, "image/jpeg")).isEqualTo(CopyResult.CREATED);
    assertThat(copies().copy(rendition, location, "image/jpeg")).isEqualTo(CopyResult.EXISTED);
    assertThat(keysBelow("shared/" + folder + "/")).containsExactly(location.key());
  }

  @Test
  void missingRenditionIsNotCopied() {
    assertThat(copies().copy(rendition, location, "image/jpeg"))
        .isEqualTo(CopyResult.SOURCE_MISSING);
    assertThat(keysBelow("shared/" + folder + "/")).isEmpty();
  }

  @Test
  void originalIsStrippedOnce() {
    givenOriginal(original, PhotoWithMetadata.jpeg());
    var to = new CopyLocation(folder, "name", "original.jpg");

    assertThat(clean(to)).isEqualTo(CopyResult.CREATED);
    assertThat(clean(to)).isEqualTo(CopyResult.EXISTED);
    assertThat(keysBelow("shared/" + folder + "/")).containsExactly(to.key());
  }

  @Test
  void missingOriginalIsNotCopied() {
    assertThat(clean(location)).isEqualTo(CopyResult.SOURCE_MISSING);
  }

  @Test
  void originalWithUnremovableMetadataIsRejected() {
    givenOriginal(original, "no picture at all".getBytes(US_ASCII));

    assertThatThrownBy(() -> clean(location)).satisfies(problem(ORIGINAL_NOT_SHAREABLE));
    assertThat(keysBelow("shared/" + folder + "/")).isEmpty();
  }

  private CopyResult clean(CopyLocation to) {
    return copies().copyWithoutMetadata(original, Optional.empty(), to, "image/jpeg");
  }

  @Test
  void deletingCopiesOfALinkKeepsOtherLinksCopies() {
    givenRendition(rendition);
    var other = new CopyLocation(folder + "2", "name", "small.jpg");
    copies().copy(rendition, location, "image/jpeg");
    copies().copy(rendition, other, "image/jpeg");

    copies().removeAllIn(folder);
    copies().removeAllIn(folder);

    assertThat(keysBelow("shared/" + folder + "/")).isEmpty();
    assertThat(keysBelow("shared/" + folder + "2/")).containsExactly(other.key());
  }
}
