package dev.madang.media.media;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.DeletedUsers.OtherCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDeletedUsersTests extends DeletedUsersContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());
  private static final CatalogProperties PROPERTIES =
      new CatalogProperties("media-service-catalog", Duration.ofDays(7), Duration.ofDays(90));

  private final MediaCatalog catalog = new DynamoMediaCatalog(DYNAMO, PROPERTIES);
  private final DeletedUsers deletedUsers = new DynamoDeletedUsers(DYNAMO, PROPERTIES);

  @Test
  void erasesPointersTooButCountsOnlyMediaItems() {
    var kim = new UserId(UUID.randomUUID().toString());
    var key = Optional.of(new IdempotencyKey("a-key"));
    var declared = new DeclaredFile("1.jpg", "image/jpeg", 1, "a-checksum");
    catalog.register(MediaItem.pending(kim, MediaId.next(), declared), key);
    catalog.registerDiscovered(
        MediaItem.discovered(kim, MediaId.next(), "holiday/1.jpg", declared));

    assertThat(
            deletedUsers.markDeleted(kim, new OtherCounts(0, 0, 0, 0), Instant.EPOCH).mediaItems())
        .isEqualTo(2);
    deletedUsers.eraseItems(kim);

    assertThat(idsOf(kim)).containsExactly("deleted-user");
  }

  private static List<String> idsOf(UserId userId) {
    return DYNAMO
        .query(query ->
            query
                .tableName(PROPERTIES.table())
                .keyConditionExpression("#userId = :userId")
                .expressionAttributeNames(Map.of("#userId", "userId"))
                .expressionAttributeValues(Map.of(":userId", fromS(userId.value()))))
        .items()
        .stream()
        .map(item -> DynamoMediaItem.text(item, "id"))
        .toList();
  }

  @Override
  MediaCatalog catalog() {
    return catalog;
  }

  @Override
  DeletedUsers deletedUsers() {
    return deletedUsers;
  }
}
