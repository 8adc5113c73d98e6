package dev.madang.user.profile;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValue.ALL_NEW;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValue.ALL_OLD;

import dev.madang.user.UserId;
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

/** Reads are eventually consistent, so that a DAX cluster can serve them; conditions decide. */
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
  public Optional<Profile> createIfAbsent(Profile profile) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(toItem(profile))
              .conditionExpression("attribute_not_exists(#userId)")
              .expressionAttributeNames(Map.of("#userId", "userId"))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.of(profile);
    } catch (ConditionalCheckFailedException exists) {
      return current(profile.id(), exists);
    }
  }

  @Override
  public Optional<Profile> find(UserId id) {
    return find(id, false);
  }

  private Optional<Profile> find(UserId id, boolean consistent) {
    return profile(
        dynamo.getItem(get -> get.tableName(table).key(key(id)).consistentRead(consistent)).item());
  }

  @Override
  public boolean isDeleting(UserId id) {
    return dynamo
        .getItem(get -> get.tableName(table).key(key(id)).consistentRead(true))
        .item()
        .containsKey("deletionRequestedAt");
  }

  @Override
  public ProfileUpdateResult update(UserId id, ProfileUpdate changes, OptionalLong expected) {
    var update = new Update(changes, expected);
    try {
      return new ProfileUpdateResult.Updated(
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
      return current(id, refused)
          .<ProfileUpdateResult>map(ProfileUpdateResult.VersionConflict::new)
          .orElse(new ProfileUpdateResult.NotFound());
    }
  }

  @Override
  public void markDeleting(UserId id, Instant now) {
    dynamo.updateItem(it ->
        it.tableName(table)
            .key(key(id))
            .updateExpression(
                "SET #deletionRequestedAt = if_not_exists(#deletionRequestedAt, :now)")
            .expressionAttributeNames(Map.of("#deletionRequestedAt", "deletionRequestedAt"))
            .expressionAttributeValues(Map.of(":now", fromN(Long.toString(now.toEpochMilli())))));
  }

  @Override
  public boolean delete(UserId id) {
    return dynamo
        .deleteItem(it -> it.tableName(table).key(key(id)).returnValues(ALL_OLD))
        .hasAttributes();
  }

  /** The profile that failed a condition; a DAX cluster does not return it, so it is read. */
  private Optional<Profile> current(UserId id, ConditionalCheckFailedException refused) {
    return refused.hasItem() ? profile(refused.item()) : find(id, true);
  }

  private static Optional<Profile> profile(Map<String, AttributeValue> item) {
    return item.isEmpty() || item.containsKey("deletionRequestedAt")
        ? Optional.empty()
        : Optional.of(toProfile(item));
  }

  private static Map<String, AttributeValue> key(UserId id) {
    return Map.of("userId", fromS(id.value()));
  }

  private static Map<String, AttributeValue> toItem(Profile profile) {
    var item = new HashMap<>(key(profile.id()));
    item.put("email", fromS(profile.email()));
    item.put("displayName", fromS(profile.displayName()));
    item.put("version", fromN(Long.toString(profile.version())));
    item.put("createdAt", fromN(Long.toString(profile.createdAt().toEpochMilli())));
    profile.locale().ifPresent(it -> item.put("locale", fromS(it.toLanguageTag())));
    profile.timeZone().ifPresent(it -> item.put("timeZone", fromS(it.getId())));
    profile.avatarMediaId().ifPresent(it -> item.put("avatarMediaId", fromS(it.value())));
    return item;
  }

  private static Profile toProfile(Map<String, AttributeValue> item) {
    return new Profile(
        new UserId(attribute(item, "userId").s()),
        attribute(item, "email").s(),
        attribute(item, "displayName").s(),
        Optional.ofNullable(item.get("locale")).map(it -> Locale.forLanguageTag(it.s())),
        Optional.ofNullable(item.get("timeZone")).map(it -> ZoneId.of(it.s())),
        Optional.ofNullable(item.get("avatarMediaId")).map(it -> new MediaId(it.s())),
        Long.parseLong(attribute(item, "version").n()),
        Instant.ofEpochMilli(Long.parseLong(attribute(item, "createdAt").n())));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), () -> "a profile without " + name);
  }

  /** An update expression. */
  private static final class Update {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final StringBuilder set = new StringBuilder("SET #version = #version + :one");
    private final StringBuilder remove = new StringBuilder();
    private String condition =
        "attribute_exists(#version) AND attribute_not_exists(#deletionRequestedAt)";

    Update(ProfileUpdate update, OptionalLong expected) {
      names.put("#version", "version");
      names.put("#deletionRequestedAt", "deletionRequestedAt");
      values.put(":one", fromN("1"));
      expected.ifPresent(version -> {
        condition += " AND #version = :expected";
        values.put(":expected", fromN(Long.toString(version)));
      });
      update.displayName().ifPresent(it -> put("displayName", Optional.of(it)));
      update.locale().ifPresent(it -> put("locale", it.map(Locale::toLanguageTag)));
      update.timeZone().ifPresent(it -> put("timeZone", it.map(ZoneId::getId)));
      update.avatarMediaId().ifPresent(it -> put("avatarMediaId", it.map(MediaId::value)));
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
