package dev.madang.media.catalog;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoClosuresTests extends ClosuresContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());
  private static final CatalogProperties PROPERTIES =
      new CatalogProperties("media-service-catalog", Duration.ofDays(7), Duration.ofDays(90));

  private final MediaCatalog catalog = new DynamoMediaCatalog(DYNAMO, PROPERTIES);
  private final Closures closures = new DynamoClosures(DYNAMO, PROPERTIES);

  @Override
  MediaCatalog catalog() {
    return catalog;
  }

  @Override
  Closures closures() {
    return closures;
  }
}
