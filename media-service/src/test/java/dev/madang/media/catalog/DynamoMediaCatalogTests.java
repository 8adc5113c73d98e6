package dev.madang.media.catalog;

import dev.madang.localaws.LocalAws;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoMediaCatalogTests extends MediaCatalogContract {

  private static final MediaCatalog CATALOG =
      new DynamoMediaCatalog(
          LocalAws.running().client(DynamoDbClient.builder()),
          new CatalogProperties("media-service-catalog"));

  @Override
  MediaCatalog catalog() {
    return CATALOG;
  }
}
