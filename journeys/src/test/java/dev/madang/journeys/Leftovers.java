package dev.madang.journeys;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Whatever names a user, in every table, every bucket and the user pool. */
final class Leftovers {

  /**
   * What the receipt says is kept: what happened, the receipt, and marks that hold the id alone.
   */
  private static final Set<String> KEPT =
      Set.of("user-service-security-events", "user-service-jobs", "user-service-revocations");

  private static final Set<String> MARKS = Set.of("closed", "#closed", "everywhere");

  private static final DynamoDbClient DYNAMO = Aws.client(DynamoDbClient.builder());
  private static final S3Client S3 = Aws.client(S3Client.builder().forcePathStyle(true));
  private static final CognitoIdentityProviderClient COGNITO =
      Aws.client(CognitoIdentityProviderClient.builder());

  private Leftovers() {}

  static List<String> of(String sub) {
    return Stream.of(inTables(sub), inBuckets(sub), inThePool(sub)).flatMap(it -> it).toList();
  }

  private static Stream<String> inTables(String sub) {
    return DYNAMO.listTables().tableNames().stream()
        .filter(table -> !KEPT.contains(table))
        .flatMap(table ->
            DYNAMO.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .filter(item -> item.toString().contains(sub))
                .filter(item -> !isMark(item))
                .map(item -> table + ": " + item));
  }

  private static boolean isMark(Map<String, AttributeValue> item) {
    var id = item.get("id");
    return id != null && MARKS.contains(String.valueOf(id.s()));
  }

  /** Keys of all versions, and of what hides them. */
  static Stream<String> inBuckets(String sub) {
    return S3.listBuckets().buckets().stream()
        .flatMap(bucket ->
            S3.listObjectVersionsPaginator(list -> list.bucket(bucket.name())).stream()
                .flatMap(page ->
                    Stream.concat(
                        page.versions().stream().map(it -> it.key()),
                        page.deleteMarkers().stream().map(it -> it.key())))
                .filter(key -> key.contains(sub)));
  }

  private static Stream<String> inThePool(String sub) {
    return COGNITO
        .listUsers(
            list -> list.userPoolId(Madang.output("UserPoolId")).filter("sub = \"" + sub + "\""))
        .users()
        .stream()
        .map(user -> "user " + user.username());
  }
}
