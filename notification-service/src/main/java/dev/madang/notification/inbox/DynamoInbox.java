package dev.madang.notification.inbox;

import static java.util.stream.Collectors.toSet;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.notification.MediaId;
import dev.madang.notification.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A user's partition holds the notifications and two kinds of markers: one for a closed inbox, with
 * the counts, and one for each media item that was ever hidden.
 */
@Repository
class DynamoInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoInbox.class);

  // Markers sort before notifications, whose ids begin with a year.
  private static final String CLOSED_MARKER = "#closed";
  private static final String MEDIA_MARKER = "#media#";
  private static final String AFTER_MEDIA_MARKERS = "#media$";
  private static final String FIRST_NOTIFICATION = "0";
  private static final String BY_MEDIA = "by-media";
  private static final int BATCH = 25;

  private final DynamoDbClient dynamo;
  private final String table;
  private final InboxProperties properties;

  DynamoInbox(DynamoDbClient dynamo, InboxProperties properties) {
    this.dynamo = dynamo;
    this.table = properties.table();
    this.properties = properties;
  }

  @Override
  public void add(UserId user, Notification notification) {
    var marker = key(user, MEDIA_MARKER + notification.mediaId());
    var isNotPurged =
        TransactWriteItem.builder()
            .conditionCheck(check ->
                check
                    .tableName(table)
                    .key(marker)
                    .conditionExpression("attribute_not_exists(isPurged)"))
            .build();
    var put =
        TransactWriteItem.builder()
            .put(it ->
                it.tableName(table)
                    .item(toItem(user, notification))
                    .conditionExpression("attribute_not_exists(id)"))
            .build();
    if (!write(isOpen(user), isNotPurged, put)) {
      LOG.info(
          "Skipped notification {}: duplicate, closed inbox or purged media item",
          notification.id());
    }
  }

  private TransactWriteItem isOpen(UserId user) {
    return TransactWriteItem.builder()
        .conditionCheck(check ->
            check
                .tableName(table)
                .key(key(user, CLOSED_MARKER))
                .conditionExpression("attribute_not_exists(id)"))
        .build();
  }

  /** Returns false if a condition is not met. */
  private boolean write(TransactWriteItem... items) {
    try {
      dynamo.transactWriteItems(write -> write.transactItems(items));
      return true;
    } catch (TransactionCanceledException cancelled) {
      if (cancelled.hasCancellationReasons()
          && cancelled.cancellationReasons().stream()
              .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
        return false;
      }
      throw cancelled;
    }
  }

  @Override
  public void hide(UserId user, MediaId media, Instant at) {
    setHidden(user, media, true, at);
  }

  @Override
  public void unhide(UserId user, MediaId media, Instant at) {
    setHidden(user, media, false, at);
  }

  private void setHidden(UserId user, MediaId media, boolean hidden, Instant at) {
    var mark =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(key(user, MEDIA_MARKER + media))
                    .updateExpression(
                        "SET changedAt = :at, isHidden = :hidden, expireAt = :expireAt")
                    // On AWS times are in seconds: of two in one second the last to come wins.
                    .conditionExpression(
                        "attribute_not_exists(isPurged)"
                            + " AND (attribute_not_exists(changedAt) OR changedAt <= :at)")
                    .expressionAttributeValues(
                        Map.of(
                            ":at", number(at.toEpochMilli()),
                            ":hidden", fromBool(hidden),
                            ":expireAt", expireAt(at))))
            .build();
    if (!write(isOpen(user), mark)) {
      LOG.info(
          "Skipped a change of media item {}: out of date, closed inbox or purged media item",
          media);
    }
  }

  @Override
  public void purge(UserId user, MediaId media, Instant at) {
    var mark =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(key(user, MEDIA_MARKER + media))
                    .updateExpression(
                        "SET changedAt = :at, isHidden = :true, isPurged = :true, expireAt = :expireAt")
                    .expressionAttributeValues(
                        Map.of(
                            ":at", number(at.toEpochMilli()),
                            ":true", fromBool(true),
                            ":expireAt", expireAt(at))))
            .build();
    // Once it is marked, no notification about it is added.
    if (write(isOpen(user), mark)) {
      delete(user, idsAbout(user, media));
    }
  }

  private List<String> idsAbout(UserId user, MediaId media) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .indexName(BY_MEDIA)
                .keyConditionExpression("userId = :user AND mediaId = :media")
                .expressionAttributeValues(
                    Map.of(":user", fromS(user.value()), ":media", fromS(media.value())))
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> attribute(item, "id").s())
        .toList();
  }

  @Override
  public List<Notification> newest(UserId user, Optional<NotificationId> before, int limit) {
    var end = before.map(NotificationId::value).orElse("~");
    var hidden = hidden(user);
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("userId = :user AND id BETWEEN :first AND :end")
                .expressionAttributeValues(
                    Map.of(
                        ":user", fromS(user.value()),
                        ":first", fromS(FIRST_NOTIFICATION),
                        ":end", fromS(end)))
                .scanIndexForward(false)
                // BETWEEN includes its end, which the reader has already.
                .limit(limit + 1))
        .items()
        .stream()
        .filter(item -> before.isEmpty() || !attribute(item, "id").s().equals(end))
        .map(DynamoInbox::toNotification)
        .filter(notification -> !hidden.contains(notification.mediaId().value()))
        .limit(limit)
        .toList();
  }

  private Set<String> hidden(UserId user) {
    return mediaMarkers(user)
        .filter(item -> attribute(item, "isHidden").bool())
        .map(item -> attribute(item, "id").s().substring(MEDIA_MARKER.length()))
        .collect(toSet());
  }

  private Stream<Map<String, AttributeValue>> mediaMarkers(UserId user) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("userId = :user AND id BETWEEN :first AND :end")
                .expressionAttributeValues(
                    Map.of(
                        ":user", fromS(user.value()),
                        ":first", fromS(MEDIA_MARKER),
                        ":end", fromS(AFTER_MEDIA_MARKERS)))
                .consistentRead(true))
        .items()
        .stream();
  }

  @Override
  public ClosedInbox close(UserId user, long mailCount, Instant now) {
    var marker = key(user, CLOSED_MARKER);
    // Nothing is added from here on, so that the count is complete.
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(marker)
            .updateExpression("SET closedAt = if_not_exists(closedAt, :now), expireAt = :expireAt")
            .expressionAttributeValues(
                Map.of(
                    ":now", number(now.toEpochMilli()),
                    ":expireAt",
                        number(now.plus(properties.deletedUserRetention()).getEpochSecond()))));
    var closed =
        dynamo
            .updateItem(update ->
                update
                    .tableName(table)
                    .key(marker)
                    .updateExpression(
                        "SET notificationCount = if_not_exists(notificationCount, :notifications),"
                            + " mailCount = if_not_exists(mailCount, :mails)")
                    .expressionAttributeValues(
                        Map.of(
                            ":notifications", number(ids(user).size()),
                            ":mails", number(mailCount)))
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return new ClosedInbox(
        Long.parseLong(attribute(closed, "notificationCount").n()),
        Long.parseLong(attribute(closed, "mailCount").n()),
        Instant.ofEpochMilli(Long.parseLong(attribute(closed, "closedAt").n())));
  }

  @Override
  public void clear(UserId user) {
    var markers = mediaMarkers(user).map(item -> attribute(item, "id").s());
    delete(user, Stream.concat(ids(user).stream(), markers).toList());
  }

  private void delete(UserId user, List<String> ids) {
    for (int from = 0; from < ids.size(); from += BATCH) {
      var deletions =
          ids.subList(from, Math.min(from + BATCH, ids.size())).stream()
              .map(id ->
                  WriteRequest.builder().deleteRequest(delete -> delete.key(key(user, id))).build())
              .toList();
      var unprocessed = Map.of(table, deletions);
      while (!unprocessed.isEmpty()) {
        var requested = unprocessed;
        unprocessed =
            dynamo.batchWriteItem(write -> write.requestItems(requested)).unprocessedItems();
      }
    }
  }

  private List<String> ids(UserId user) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("userId = :user AND id >= :first")
                .expressionAttributeValues(
                    Map.of(":user", fromS(user.value()), ":first", fromS(FIRST_NOTIFICATION)))
                .projectionExpression("id")
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> attribute(item, "id").s())
        .toList();
  }

  private static Map<String, AttributeValue> key(UserId user, String id) {
    return Map.of("userId", fromS(user.value()), "id", fromS(id));
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }

  private AttributeValue expireAt(Instant time) {
    return number(time.plus(properties.retention()).getEpochSecond());
  }

  private Map<String, AttributeValue> toItem(UserId user, Notification notification) {
    var item =
        new HashMap<>(
            Map.of(
                "userId", fromS(user.value()),
                "id", fromS(notification.id().value()),
                "type", fromS(notification.type()),
                "mediaId", fromS(notification.mediaId().value()),
                "text", fromS(notification.text()),
                "createdAt", number(notification.createdAt().toEpochMilli()),
                "expireAt", expireAt(notification.createdAt())));
    if (notification.rejectionReason() != null) {
      item.put("rejectionReason", fromS(notification.rejectionReason()));
    }
    return item;
  }

  private static Notification toNotification(Map<String, AttributeValue> item) {
    var reason = item.get("rejectionReason");
    return new Notification(
        new NotificationId(attribute(item, "id").s()),
        attribute(item, "type").s(),
        new MediaId(attribute(item, "mediaId").s()),
        attribute(item, "text").s(),
        reason == null ? null : reason.s(),
        Instant.ofEpochMilli(Long.parseLong(attribute(item, "createdAt").n())));
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("item without attribute " + name);
    }
    return value;
  }
}
