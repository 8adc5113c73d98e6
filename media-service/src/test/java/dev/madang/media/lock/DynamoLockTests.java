package dev.madang.media.lock;

import dev.madang.localaws.LocalAws;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoLockTests extends LockContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());

  @Override
  Lock copy(String name, InstantSource time) {
    return new DynamoLock(
        DYNAMO, new LockProperties("media-service-locks"), time.withZone(ZoneOffset.UTC), name);
  }
}
