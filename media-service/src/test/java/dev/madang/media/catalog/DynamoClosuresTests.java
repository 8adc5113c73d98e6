package dev.madang.media.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoClosuresTests extends ClosuresContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());
  private static final CatalogProperties PROPERTIES =
      new CatalogProperties("media-service-catalog", Duration.ofDays(7), Duration.ofDays(90));

  private final MediaCatalog catalog = new DynamoMediaCatalog(DYNAMO, PROPERTIES);
  private final Closures closures = new DynamoClosures(DYNAMO, PROPERTIES);

  @Test
  void ofAlbumsAndPointersNothingIsLeftButTheMarkAndNoneIsCounted() {
    var kim = new OwnerId(UUID.randomUUID().toString());
    var albums = new DynamoAlbums(DYNAMO, PROPERTIES);
    var key = Optional.of(new IdempotencyKey("a-key"));
    albums.add(Album.asked(kim, AlbumId.next(), "Holiday"), key);
    var announced = new Announced("1.jpg", "image/jpeg", 1, "a-checksum");
    catalog.wish(Media.pending(kim, MediaId.next(), announced), key);
    catalog.addFound(Media.found(kim, MediaId.next(), "holiday/1.jpg", announced));

    assertThat(closures.close(kim, 0, 0, 0, Instant.EPOCH).media()).isEqualTo(2);
    closures.removeAllOf(kim);

    assertThat(idsOf(kim)).containsExactly("closed");
  }

  private static List<String> idsOf(OwnerId owner) {
    return DYNAMO
        .query(query ->
            query
                .tableName(PROPERTIES.table())
                .keyConditionExpression("#owner = :owner")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":owner", fromS(owner.value()))))
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
  Closures closures() {
    return closures;
  }
}
