package dev.madang.user.job;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobHandler.SliceResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A job's item counts its recorded {@code slices} and its {@code claims}. It has {@code message}
 * and {@code claimedUntil} while a slice runs. The item {@code type#owner} points to the unique job
 * of that type.
 */
@Repository
class DynamoJobStore implements JobStore {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Duration retention;

  DynamoJobStore(DynamoDbClient dynamo, JobProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
    this.retention = properties.retention();
  }

  @Override
  public Job add(Job job) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(
                  Map.of(
                      "id", fromS(job.id().value()),
                      "type", fromS(job.type()),
                      "userId", fromS(job.owner().value()),
                      "input", strings(job.input()),
                      "checkpoint", strings(job.checkpoint()),
                      "done", number(job.progress().done()),
                      "total", number(job.progress().total()),
                      "slices", number(0),
                      "claims", number(0),
                      "createdAt", millis(job.createdAt())))
              .conditionExpression("attribute_not_exists(id)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return job;
    } catch (ConditionalCheckFailedException existing) {
      return job(existing.item());
    }
  }

  @Override
  public Optional<Job> find(JobId id) {
    var item = dynamo.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(job(item));
  }

  @Override
  public Optional<Long> stalled(JobId id, Instant since) {
    var item = dynamo.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() || item.containsKey("endedAt") || isAfter(item, since)
        ? Optional.empty()
        : Optional.of(number(item, "slices"));
  }

  private static boolean isAfter(Map<String, AttributeValue> item, Instant time) {
    return Stream.of("createdAt", "notBefore", "claimedUntil")
        .filter(item::containsKey)
        .anyMatch(name -> time(item, name).isAfter(time));
  }

  @Override
  public Claim claim(JobId id, long slice, String message, Instant now, Instant until) {
    try {
      var claimed =
          dynamo
              .updateItem(update ->
                  update
                      .tableName(table)
                      .key(key(id))
                      .updateExpression(
                          "SET claimedUntil = :until, message = :message ADD claims :one")
                      .conditionExpression(
                          "slices = :slice AND attribute_not_exists(endedAt)"
                              + " AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)")
                      .expressionAttributeValues(
                          Map.of(
                              ":slice", number(slice),
                              ":message", fromS(message),
                              ":now", millis(now),
                              ":until", millis(until),
                              ":one", number(1)))
                      .returnValues(ReturnValue.ALL_NEW)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes();
      return new Claim.Granted(job(claimed), number(claimed, "claims"));
    } catch (ConditionalCheckFailedException refused) {
      return refusal(refused.item(), slice, message);
    }
  }

  private static Claim refusal(Map<String, AttributeValue> item, long slice, String message) {
    long slices = number(item, "slices");
    if (item.containsKey("endedAt") || slices > slice + 1) {
      return new Claim.Outdated();
    }
    if (slices == slice + 1) {
      return item.containsKey("claimedUntil")
          ? new Claim.Outdated()
          : new Claim.NextNotClaimed(time(item, "notBefore"));
    }
    if (slices < slice) {
      throw new IllegalStateException(
          "slice %d is requested, but only %d are recorded".formatted(slice, slices));
    }
    return text(item, "message").equals(message)
        ? new Claim.HeldByThisMessage(time(item, "claimedUntil"))
        : new Claim.HeldByAnotherMessage();
  }

  @Override
  public boolean record(JobId id, long slice, long fence, SliceResult ended, Instant now) {
    var update = new Update(ended, now);
    update.values.put(":slice", number(slice));
    update.values.put(":fence", number(fence));
    update.values.put(":one", number(1));
    try {
      dynamo.updateItem(request ->
          request
              .tableName(table)
              .key(key(id))
              .updateExpression(
                  "SET slices = slices + :one" + update.set + " REMOVE claimedUntil, message")
              .conditionExpression("slices = :slice AND claims = :fence")
              .expressionAttributeNames(update.names.isEmpty() ? null : update.names)
              .expressionAttributeValues(update.values));
      return true;
    } catch (ConditionalCheckFailedException claimedByAnother) {
      return false;
    }
  }

  @Override
  public JobId setUnique(
      String type, UserId owner, JobId id, Optional<JobId> previous, Instant now) {
    var values = new HashMap<String, AttributeValue>();
    previous.ifPresent(it -> values.put(":previous", fromS(it.value())));
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(
                  Map.of(
                      "id", fromS(type + "#" + owner),
                      "job", fromS(id.value()),
                      "expireAt", number(now.plus(retention).getEpochSecond())))
              .conditionExpression(
                  "attribute_not_exists(id)" + (previous.isEmpty() ? "" : " OR job = :previous"))
              .expressionAttributeValues(values.isEmpty() ? null : values)
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return id;
    } catch (ConditionalCheckFailedException existing) {
      return new JobId(text(existing.item(), "job"));
    }
  }

  private static Map<String, AttributeValue> key(JobId id) {
    return Map.of("id", fromS(id.value()));
  }

  private static Job job(Map<String, AttributeValue> item) {
    return new Job(
        new JobId(text(item, "id")),
        new UserId(text(item, "userId")),
        text(item, "type"),
        strings(item, "input"),
        strings(item, "checkpoint"),
        new Progress(number(item, "done"), number(item, "total")),
        state(item),
        time(item, "createdAt"));
  }

  private static State state(Map<String, AttributeValue> item) {
    if (!item.containsKey("endedAt")) {
      return new State.Running();
    }
    var endedAt = time(item, "endedAt");
    return item.containsKey("reason")
        ? new State.Failed(text(item, "reason"), endedAt)
        : new State.Done(strings(item, "result"), endedAt);
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), () -> "job without " + name);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return attribute(item, name).s();
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(attribute(item, name).n());
  }

  private static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochMilli(number(item, name));
  }

  private static Map<String, String> strings(Map<String, AttributeValue> item, String name) {
    return attribute(item, name).m().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().s()));
  }

  private static AttributeValue strings(Map<String, String> strings) {
    return fromM(
        strings.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> fromS(entry.getValue()))));
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }

  private static AttributeValue millis(Instant time) {
    return number(time.toEpochMilli());
  }

  /** The result of a slice as an update expression. */
  private final class Update {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final StringBuilder set = new StringBuilder();

    Update(SliceResult ended, Instant now) {
      switch (ended) {
        case SliceResult.Continue(var checkpoint, var progress) ->
            resume(checkpoint, progress, now);
        case SliceResult.Later(var checkpoint, var progress, var pause) ->
            resume(checkpoint, progress, now.plus(pause));
        case SliceResult.Done(var result, var progress) -> {
          put("result", strings(result));
          progress(progress);
          end(now);
        }
        case SliceResult.Failed(var reason) -> {
          put("reason", fromS(reason));
          end(now);
        }
      }
    }

    private void resume(Map<String, String> checkpoint, Progress progress, Instant notBefore) {
      put("checkpoint", strings(checkpoint));
      put("notBefore", millis(notBefore));
      progress(progress);
    }

    private void progress(Progress progress) {
      put("done", number(progress.done()));
      put("total", number(progress.total()));
    }

    private void end(Instant now) {
      put("endedAt", millis(now));
      put("expireAt", number(now.plus(retention).getEpochSecond()));
    }

    private void put(String name, @Nullable AttributeValue value) {
      names.put("#" + name, name);
      values.put(":" + name, requireNonNull(value));
      set.append(", #").append(name).append(" = :").append(name);
    }
  }
}
