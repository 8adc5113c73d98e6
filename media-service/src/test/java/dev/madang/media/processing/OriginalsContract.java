package dev.madang.media.processing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.processing.OriginalList.Listed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link Originals} and {@link OriginalList}. */
abstract class OriginalsContract {

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final OriginalKey key = new OriginalKey(kim, "holiday/IMG 1+2 ä.jpg");

  abstract Originals originals();

  abstract OriginalList list();

  abstract void put(OriginalKey key, String contentType, byte[] bytes);

  abstract void delete(OriginalKey key);

  @Test
  void missingOriginalsAreNotFound() {
    assertThat(originals().find(key)).isEmpty();
  }

  @Test
  void originalsCanBeReadRepeatedly() throws IOException {
    put(key, "image/jpeg", "hello".getBytes(US_ASCII));

    try (var stored = originals().find(key).orElseThrow()) {
      assertThat(stored.size()).isEqualTo(5);
      assertThat(stored.contentType()).isEqualTo("image/jpeg");
      for (int time = 0; time < 3; time++) {
        try (var bytes = stored.open()) {
          assertThat(bytes.readAllBytes()).asString().isEqualTo("hello");
        }
      }
    }
  }

  @Test
  void outcomeOfAVersionStandsUntilALaterOneComes() throws IOException {
    put(key, "image/jpeg", "first".getBytes(US_ASCII));
    try (var first = originals().find(key).orElseThrow()) {
      first.open().close();
      put(key, "image/jpeg", "later".getBytes(US_ASCII));

      try (var bytes = first.open()) {
        assertThat(bytes.readAllBytes()).asString().isEqualTo("first");
      }
      try (var later = originals().find(key).orElseThrow()) {
        assertThat(later.version()).isNotEqualTo(first.version());
      }
    }
  }

  @Test
  void deletedOriginalsAreNotFound() {
    put(key, "image/jpeg", "hello".getBytes(US_ASCII));
    delete(key);

    assertThat(originals().find(key)).isEmpty();
  }

  @Test
  void newestVersionOfEachKeyIsListed() {
    var deleted = new OriginalKey(kim, "deleted.jpg");
    put(key, "image/jpeg", "first".getBytes(US_ASCII));
    put(key, "image/jpeg", "later".getBytes(US_ASCII));
    put(deleted, "image/jpeg", "hello".getBytes(US_ASCII));
    delete(deleted);

    var listed = new ArrayList<Listed>();
    list()
        .each(it -> {
          if (it.key().userId().equals(kim)) {
            listed.add(it);
          }
        });

    assertThat(listed).extracting(Listed::key).containsExactlyInAnyOrder(key, deleted);
    try (var stored = originals().find(key).orElseThrow()) {
      assertThat(listed)
          .filteredOn(Listed::exists)
          .singleElement()
          .satisfies(it -> {
            assertThat(it.version()).isEqualTo(stored.version());
            assertThat(it.since()).isEqualTo(stored.writtenAt());
            assertThat(it.isMultipart()).isFalse();
          });
    }
  }
}
