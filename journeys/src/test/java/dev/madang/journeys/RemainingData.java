package dev.madang.journeys;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Finds all data of a user in every table, every bucket and the user pool. */
final class RemainingData {

  /** Retained by design; the receipt of the deletion says so. */
  private static final Set<String> RETAINED =
      Set.of(
          "user-service-security-events",
          "user-service-security-event-counts",
          "user-service-jobs",
          "user-service-revocations");

  private static final Set<String> MARKERS = Set.of("deleted-user", "#closed", "everywhere");

  private static final DynamoDbClient DYNAMO = Aws.client(DynamoDbClient.builder());
  private static final S3Client S3 = Aws.client(S3Client.builder().forcePathStyle(true));
  private static final CognitoIdentityProviderClient COGNITO =
      Aws.client(CognitoIdentityProviderClient.builder());

  private RemainingData() {}

  static List<String> of(String userId) {
    return Stream.of(inTables(userId), inBuckets(userId), inUserPool(userId))
        .flatMap(it -> it)
        .toList();
  }

  private static Stream<String> inTables(String userId) {
    return DYNAMO.listTables().tableNames().stream()
        .filter(table -> !RETAINED.contains(table))
        .flatMap(table ->
            DYNAMO.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .filter(item -> item.toString().contains(userId))
                .filter(item -> !isMarker(item))
                .map(item -> table + ": " + item));
  }

  private static boolean isMarker(Map<String, AttributeValue> item) {
    var id = item.get("id");
    return id != null && MARKERS.contains(String.valueOf(id.s()));
  }

  /** The keys of all object versions and delete markers. */
  static Stream<String> inBuckets(String userId) {
    return S3.listBuckets().buckets().stream()
        .flatMap(bucket ->
            S3.listObjectVersionsPaginator(list -> list.bucket(bucket.name())).stream()
                .flatMap(page ->
                    Stream.concat(
                        page.versions().stream().map(it -> it.key()),
                        page.deleteMarkers().stream().map(it -> it.key())))
                .filter(key -> key.contains(userId)));
  }

  private static Stream<String> inUserPool(String userId) {
    return COGNITO
        .listUsers(
            list -> list.userPoolId(Madang.output("UserPoolId")).filter("sub = \"" + userId + "\""))
        .users()
        .stream()
        .map(user -> "user " + user.username());
  }
}
