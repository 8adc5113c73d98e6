package dev.madang.user.usedcode;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * An item per code, with a hash as its key: first a claim, which ends by itself after a crash, then
 * the record that the code was used.
 */
@Repository
class DynamoUsedCodes implements UsedCodes {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoUsedCodes.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

  private final DynamoDbClient dynamo;
  private final UsedCodeProperties properties;
  private final Clock clock;

  DynamoUsedCodes(DynamoDbClient dynamo, UsedCodeProperties properties, Clock clock) {
    this.dynamo = dynamo;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public boolean use(Purpose purpose, String account, String code, Runnable use) {
    var id = hash(purpose + "\n" + account.toLowerCase(Locale.ROOT) + "\n" + code);
    var owner = UUID.randomUUID().toString();
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      switch (claim(id, owner)) {
        case USED -> {
          return false;
        }
        case CLAIMED -> {
          run(id, owner, use);
          return true;
        }
        case CLAIMED_BY_OTHER -> sleep(pause);
      }
    }
  }

  private enum Claim {
    CLAIMED,
    CLAIMED_BY_OTHER,
    USED
  }

  private Claim claim(String id, String owner) {
    var now = clock.instant();
    try {
      dynamo.putItem(put ->
          put.tableName(properties.table())
              .item(item(id, owner, false, now.plus(properties.claim())))
              .conditionExpression("attribute_not_exists(id) OR #until <= :now")
              .expressionAttributeNames(Map.of("#until", "until"))
              .expressionAttributeValues(Map.of(":now", millis(now)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Claim.CLAIMED;
    } catch (ConditionalCheckFailedException existing) {
      var isUsed = existing.item().getOrDefault("used", fromBool(false)).bool();
      return isUsed ? Claim.USED : Claim.CLAIMED_BY_OTHER;
    }
  }

  private void run(String id, String owner, Runnable use) {
    try {
      use.run();
    } catch (RuntimeException failure) {
      store(release(id, owner));
      throw failure;
    }
    // Also after the claim has ended: that the code was used is true in any case.
    var until = clock.instant().plus(properties.retention());
    store(PutItemRequest.builder().item(item(id, owner, true, until)));
  }

  private PutItemRequest.Builder release(String id, String owner) {
    return PutItemRequest.builder()
        .item(item(id, owner, false, clock.instant()))
        .conditionExpression("#owner = :owner AND used = :used")
        .expressionAttributeNames(Map.of("#owner", "owner"))
        .expressionAttributeValues(Map.of(":owner", fromS(owner), ":used", fromBool(false)));
  }

  private void store(PutItemRequest.Builder put) {
    try {
      dynamo.putItem(put.tableName(properties.table()).build());
    } catch (ConditionalCheckFailedException _) {
      // The claim has ended, and another request has taken it.
    } catch (RuntimeException failure) {
      // What the code was for has been decided; only a repeated request does not learn it.
      LOG.warn("Recording the use of a code failed", failure);
    }
  }

  private static Map<String, AttributeValue> item(
      String id, String owner, boolean isUsed, Instant until) {
    return Map.of(
        "id",
        fromS(id),
        "owner",
        fromS(owner),
        "used",
        fromBool(isUsed),
        "until",
        millis(until),
        "expireAt",
        fromN(Long.toString(until.getEpochSecond() + 1)));
  }

  private static AttributeValue millis(Instant time) {
    return fromN(Long.toString(time.toEpochMilli()));
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(MAX_PAUSE) < 0 ? twice : MAX_PAUSE;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while another request uses the code", interrupted);
    }
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(Digest.sha256(text));
  }
}
