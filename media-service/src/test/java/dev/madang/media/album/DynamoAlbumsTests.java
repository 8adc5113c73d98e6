package dev.madang.media.album;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoAlbumsTests extends AlbumsContract {

  private static final Albums ALBUMS =
      new DynamoAlbums(
          LocalAws.running().client(DynamoDbClient.builder()),
          new AlbumProperties("media-service-albums", Duration.ofDays(7)));

  @Override
  Albums albums() {
    return ALBUMS;
  }
}
