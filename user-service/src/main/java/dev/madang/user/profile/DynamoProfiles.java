package dev.madang.user.profile;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValue.ALL_NEW;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValue.ALL_OLD;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Reads are eventually consistent, so that a DAX cluster can answer them; conditions decide. */
@Repository
class DynamoProfiles implements Profiles {

  private final DynamoDbClient dynamo;
  private final String table;

  DynamoProfiles(
      // By name: the client of the DAX cluster where there is one.
      @Qualifier("dynamoDbClient") DynamoDbClient dynamo, ProfileProperties properties) {
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
      return standing(profile.id(), openedBefore)
          .orElseThrow(() -> new AccountClosing(profile.id()));
    }
  }

  @Override
  public Optional<Profile> find(UserId id) {
    return find(id, false);
  }

  private Optional<Profile> find(UserId id, boolean consistent) {
    return open(
        dynamo.getItem(get -> get.tableName(table).key(key(id)).consistentRead(consistent)).item());
  }

  @Override
  public boolean isClosing(UserId id) {
    return dynamo
        .getItem(get -> get.tableName(table).key(key(id)).consistentRead(true))
        .item()
        .containsKey("closingAt");
  }

  @Override
  public Changed change(UserId id, ProfileChange change, OptionalLong expected) {
    var update = new Update(change, expected);
    try {
      return new Changed.Applied(
          toProfile(
              dynamo
                  .updateItem(it ->
                      it.tableName(table)
                          .key(key(id))
                          .updateExpression(update.expression())
                          .conditionExpression(update.condition())
                          .expressionAttributeNames(update.names)
                          .expressionAttributeValues(update.values)
                          .returnValues(ALL_NEW)
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
                  .attributes()));
    } catch (ConditionalCheckFailedException refused) {
      return standing(id, refused)
          .<Changed>map(Changed.Meanwhile::new)
          .orElse(new Changed.Missing());
    }
  }

  @Override
  public void close(UserId id, Instant now) {
    dynamo.updateItem(it ->
        it.tableName(table)
            .key(key(id))
            .updateExpression("SET #closingAt = if_not_exists(#closingAt, :now)")
            .expressionAttributeNames(Map.of("#closingAt", "closingAt"))
            .expressionAttributeValues(Map.of(":now", fromN(Long.toString(now.toEpochMilli())))));
  }

  @Override
  public boolean remove(UserId id) {
    return dynamo
        .deleteItem(it -> it.tableName(table).key(key(id)).returnValues(ALL_OLD))
        .hasAttributes();
  }

  /** The profile that a condition met; a DAX cluster does not tell, so it is asked for. */
  private Optional<Profile> standing(UserId id, ConditionalCheckFailedException refused) {
    return refused.hasItem() ? open(refused.item()) : find(id, true);
  }

  private static Optional<Profile> open(Map<String, AttributeValue> item) {
    return item.isEmpty() || item.containsKey("closingAt")
        ? Optional.empty()
        : Optional.of(toProfile(item));
  }

  private static Map<String, AttributeValue> key(UserId id) {
    return Map.of("sub", fromS(id.value()));
  }

  private static Map<String, AttributeValue> toItem(Profile profile) {
    var item = new HashMap<>(key(profile.id()));
    item.put("email", fromS(profile.email()));
    item.put("displayName", fromS(profile.displayName()));
    item.put("version", fromN(Long.toString(profile.version())));
    item.put("openedAt", fromN(Long.toString(profile.openedAt().toEpochMilli())));
    profile.locale().ifPresent(it -> item.put("locale", fromS(it.toLanguageTag())));
    profile.timeZone().ifPresent(it -> item.put("timeZone", fromS(it.getId())));
    profile.avatar().ifPresent(it -> item.put("avatar", fromS(it.value())));
    return item;
  }

  private static Profile toProfile(Map<String, AttributeValue> item) {
    return new Profile(
        new UserId(attribute(item, "sub").s()),
        attribute(item, "email").s(),
        attribute(item, "displayName").s(),
        Optional.ofNullable(item.get("locale")).map(it -> Locale.forLanguageTag(it.s())),
        Optional.ofNullable(item.get("timeZone")).map(it -> ZoneId.of(it.s())),
        Optional.ofNullable(item.get("avatar")).map(it -> new MediaId(it.s())),
        Long.parseLong(attribute(item, "version").n()),
        Instant.ofEpochMilli(Long.parseLong(attribute(item, "openedAt").n())));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), () -> "A profile without " + name);
  }

  /** A change in DynamoDB's words. */
  private static final class Update {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final StringBuilder set = new StringBuilder("SET #version = #version + :one");
    private final StringBuilder remove = new StringBuilder();
    private String condition = "attribute_exists(#version) AND attribute_not_exists(#closingAt)";

    Update(ProfileChange change, OptionalLong expected) {
      names.put("#version", "version");
      names.put("#closingAt", "closingAt");
      values.put(":one", fromN("1"));
      expected.ifPresent(version -> {
        condition += " AND #version = :expected";
        values.put(":expected", fromN(Long.toString(version)));
      });
      change.displayName().ifPresent(it -> put("displayName", Optional.of(it)));
      change.locale().ifPresent(it -> put("locale", it.map(Locale::toLanguageTag)));
      change.timeZone().ifPresent(it -> put("timeZone", it.map(ZoneId::getId)));
      change.avatar().ifPresent(it -> put("avatar", it.map(MediaId::value)));
    }

    private void put(String name, Optional<String> value) {
      names.put("#" + name, name);
      value.ifPresentOrElse(
          it -> {
            set.append(", #%s = :%s".formatted(name, name));
            values.put(":" + name, fromS(it));
          },
          () -> remove.append(remove.isEmpty() ? " REMOVE #" : ", #").append(name));
    }

    String expression() {
      return set.toString() + remove;
    }

    String condition() {
      return condition;
    }
  }
}
