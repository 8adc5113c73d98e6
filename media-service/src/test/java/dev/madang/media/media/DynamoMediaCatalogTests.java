package dev.madang.media.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaItem.State.Rejected;
import dev.madang.media.rendition.RejectionReason;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoMediaCatalogTests extends MediaCatalogContract {

  private static final MediaCatalog CATALOG =
      new DynamoMediaCatalog(
          LocalAws.running().client(DynamoDbClient.builder()),
          new CatalogProperties("media-service-catalog", Duration.ofDays(7), Duration.ofDays(90)));

  @Override
  MediaCatalog catalog() {
    return CATALOG;
  }

  @RepeatedTest(5)
  void concurrentEqualRequestsRegisterOneItem() throws Exception {
    var kim = new UserId(UUID.randomUUID().toString());

    assertOneIsAdded(kim);
    var media = CATALOG.newest(kim, Optional.empty(), 10).getFirst();
    CATALOG.updateState(media, media.with("v1", new Rejected(RejectionReason.CORRUPT)));
    assertOneIsAdded(kim);
    assertThat(CATALOG.newest(kim, Optional.empty(), 10)).hasSize(2);
  }

  private static void assertOneIsAdded(UserId userId) throws Exception {
    var declared = new DeclaredFile("one.jpg", "image/jpeg", 42, "a-checksum");
    var ids = ConcurrentHashMap.<MediaId>newKeySet();
    var added = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var requests =
          Collections.nCopies(
              6,
              (Callable<Object>)
                  () -> {
                    var media = MediaItem.pending(userId, MediaId.next(), declared);
                    return switch (CATALOG.register(media, Optional.empty())) {
                      case RegisterResult.Added(var it) -> {
                        added.incrementAndGet();
                        yield ids.add(it.id());
                      }
                      case RegisterResult.AlreadyExists(var it) -> ids.add(it.id());
                      case RegisterResult.IdempotencyConflict _ ->
                          throw new IllegalStateException("no key");
                    };
                  });
      for (var done : threads.invokeAll(requests)) {
        done.get();
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(added).hasValue(1);
  }
}
