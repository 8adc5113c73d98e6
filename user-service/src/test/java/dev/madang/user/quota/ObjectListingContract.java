package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectListing.Stored;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every object listing. */
abstract class ObjectListingContract {

  final UserId ada = new UserId(UUID.randomUUID().toString());

  abstract ObjectListing listing();

  abstract void put(ObjectKey key, int size);

  @Test
  void listsOneUsersObjectsInTheOrderOfTheirKeys() {
    var neighbour = new UserId(ada.value() + "0");
    put(new ObjectKey(neighbour, "x"), 1);
    for (var path : new String[] {"é", "a/b", "", "a", "\uFB01", "\uD83D\uDE00", "a b+%2F"}) {
      put(new ObjectKey(ada, path), 2);
    }

    assertThat(listing().list(ada, Optional.empty(), 100))
        .extracting(it -> it.key().path())
        .containsExactly("", "a", "a b+%2F", "a/b", "é", "\uFB01", "\uD83D\uDE00");
    assertThat(listing().list(ada, Optional.of(new ObjectKey(ada, "a")), 1))
        .containsExactly(new Stored(new ObjectKey(ada, "a b+%2F"), 2));
  }

  @Test
  void listsKeysThatXmlCannotContain() {
    put(new ObjectKey(ada, "a\u0001b"), 2);
    put(new ObjectKey(ada, "a+b %2F"), 2);

    assertThat(listing().list(ada, Optional.empty(), 100))
        .extracting(it -> it.key().path())
        .containsExactly("a\u0001b", "a+b %2F");
  }

  @Test
  void returnsTheSizeOfAnObject() {
    put(new ObjectKey(ada, "a"), 3);

    assertThat(listing().size(new ObjectKey(ada, "a"))).hasValue(3);
    assertThat(listing().size(new ObjectKey(ada, "b"))).isEmpty();
  }

  @Test
  void listsOwners() {
    var neighbour = new UserId(ada.value() + "0");
    put(new ObjectKey(ada, "a"), 1);
    put(new ObjectKey(ada, "b/c"), 1);
    put(new ObjectKey(neighbour, "a"), 1);

    assertThat(listing().owners(Optional.of(new UserId(ada.value().substring(0, 35)))))
        .startsWith(ada, neighbour);
    assertThat(listing().owners(Optional.of(ada))).startsWith(neighbour);
  }
}
