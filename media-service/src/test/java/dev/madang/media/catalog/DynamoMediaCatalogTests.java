package dev.madang.media.catalog;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
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
}
