package dev.madang.media.catalog;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoAlbumsTests extends AlbumsContract {

  private static final Albums ALBUMS =
      new DynamoAlbums(
          LocalAws.running().client(DynamoDbClient.builder()),
          new CatalogProperties("media-service-catalog", Duration.ofDays(7), Duration.ofDays(90)));

  @Override
  Albums albums() {
    return ALBUMS;
  }
}
