package dev.madang.media.lease;

import dev.madang.localaws.LocalAws;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoLeaseTests extends LeaseContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());

  @Override
  Lease copy(String name, InstantSource time) {
    return new DynamoLease(DYNAMO, "media-service-catalog", time.withZone(ZoneOffset.UTC), name);
  }
}
