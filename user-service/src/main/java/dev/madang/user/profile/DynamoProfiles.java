package dev.madang.user.profile;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

@Repository
class DynamoProfiles implements Profiles {

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoProfiles(DynamoDbClient dynamo, ProfileProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
  }

  @Override
  public Profile open(Profile profile) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(toItem(profile))
              .conditionExpression("attribute_not_exists(#sub)")
              .expressionAttributeNames(Map.of("#sub", "sub"))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return profile;
    } catch (ConditionalCheckFailedException openedBefore) {
      return toProfile(openedBefore.item());
    }
  }

  @Override
  public Optional<Profile> find(UserId id) {
    var found =
        dynamo.getItem(
            get -> get.tableName(table).key(Map.of("sub", fromS(id.value()))).consistentRead(true));
    return found.hasItem() ? Optional.of(toProfile(found.item())) : Optional.empty();
  }

  private static Map<String, AttributeValue> toItem(Profile profile) {
    return Map.of(
        "sub", fromS(profile.id().value()),
        "email", fromS(profile.email()),
        "displayName", fromS(profile.displayName()),
        "openedAt", fromN(Long.toString(profile.openedAt().toEpochMilli())));
  }

  private static Profile toProfile(Map<String, AttributeValue> item) {
    return new Profile(
        new UserId(attribute(item, "sub").s()),
        attribute(item, "email").s(),
        attribute(item, "displayName").s(),
        Instant.ofEpochMilli(Long.parseLong(attribute(item, "openedAt").n())));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("A profile without " + name);
    }
    return value;
  }
}
