package dev.madang.user.profile;

import dev.madang.localaws.LocalAws;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoProfilesTests extends ProfilesContract {

  private final Profiles profiles =
      new DynamoProfiles(
          LocalAws.running().client(DynamoDbClient.builder()),
          new ProfileProperties("user-service-profiles"));

  @Override
  Profiles profiles() {
    return profiles;
  }
}
