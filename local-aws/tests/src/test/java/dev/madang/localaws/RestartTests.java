package dev.madang.localaws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A local AWS with a state folder is stopped and started again; each test finds what was before.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RestartTests {
  private static final String EMAIL = "user@example.com";
  private static final List<String> SERVICES =
      List.of("gateway", "user-service", "media-service", "notification-service");
  private static final String KEY = "private/someone/media/photo";
  private static final byte[] LARGE = new byte[6 << 20];

  private final LocalAws localAws;
  private final Emulator restarted;
  private final LocalAws afterRestart;

  private final AppUser user;
  private final AuthenticationResultType tokens;
  private final AuthenticationResultType revoked;
  private final Authenticator authenticator;
  private final String identity;
  private final AwsSessionCredentials roleCredentials;
  private final String bucket;
  private final List<ObjectVersion> versions;
  private final String upload;
  private final String part;
  private final String queue;
  private final String topic;
  private final String iterator;

  RestartTests() throws Exception {
    var folder = Files.createTempDirectory("local-aws-state").toString();
    var cdnKey = CdnKey.make();
    var emulator = Emulator.start("--state", folder);
    localAws = new LocalAws(emulator, cdnKey);

    user = new AppUser(localAws, EMAIL);
    user.signUpAndConfirm();
    tokens = user.signIn(AppUser.PASSWORD);
    revoked = user.signIn(AppUser.PASSWORD);
    user.app()
        .revokeToken(
            it -> it.clientId(localAws.output("AppClientId")).token(revoked.refreshToken()));
    authenticator = user.addAuthenticator(tokens);
    var pool = localAws.output("UserPoolId");
    cognito().createGroup(it -> it.userPoolId(pool).groupName("testers"));
    cognito().adminAddUserToGroup(it -> it.userPoolId(pool).username(EMAIL).groupName("testers"));
    identity = identity();
    roleCredentials = roleCredentials();

    bucket = localAws.output("PrivateSpaceBucket");
    put("first");
    put("second");
    s3().deleteObject(it -> it.bucket(bucket).key(KEY));
    versions = versions();
    upload = s3().createMultipartUpload(it -> it.bucket(bucket).key("large")).uploadId();
    part =
        s3().uploadPart(
                it -> it.bucket(bucket).key("large").uploadId(upload).partNumber(1),
                RequestBody.fromBytes(LARGE))
            .eTag();

    queue = sqs().createQueue(it -> it.queueName("queue")).queueUrl();
    topic = sns().createTopic(it -> it.name("topic")).topicArn();
    sns()
        .subscribe(it ->
            it.topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:eu-central-1:" + LocalAws.ACCOUNT + ":queue"));
    sqs().sendMessage(it -> it.queueUrl(queue).messageBody("before"));

    createTable();
    putItem("first");
    iterator = iterator();
    putItem("second");

    emulator.stop();
    restarted = Emulator.start("--state", folder, "--port", "" + localAws.endpoint().getPort());
    afterRestart = new LocalAws(restarted, cdnKey);
  }

  @AfterAll
  void stop() {
    restarted.kill();
  }

  @Test
  @Proves("state-stop")
  void theStacksAreUnchanged() {
    for (var service : SERVICES) {
      assertThat(afterRestart.environment(service)).isEqualTo(localAws.environment(service));
    }
  }

  @Test
  void tokensStayValid() {
    assertThat(user.app().getUser(it -> it.accessToken(tokens.accessToken())).username())
        .isNotBlank();
    assertThat(user.refresh(tokens).accessToken()).isNotBlank();
    assertThat(identity()).isEqualTo(identity);
  }

  @Test
  void aRevokedSignInStaysRevoked() {
    assertThatThrownBy(() -> user.app().getUser(it -> it.accessToken(revoked.accessToken())))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  void theUserSignsInWithPasswordAndAuthenticator() {
    var session = user.beginSignIn(AppUser.PASSWORD).session();
    assertThat(user.respondWithCode(session, authenticator.nextCode()).authenticationResult())
        .isNotNull();
  }

  @Test
  void usersKeepTheirGroupsAndMails() {
    var pool = localAws.output("UserPoolId");
    var groups = cognito().adminListGroupsForUser(it -> it.userPoolId(pool).username(EMAIL));
    assertThat(groups.groups()).extracting(GroupType::groupName).containsExactly("testers");
    assertThat(localAws.mailsTo(EMAIL)).hasSize(1);
  }

  @Test
  void temporaryCredentialsStayValid() {
    var sts =
        localAws.client(StsClient.builder(), StaticCredentialsProvider.create(roleCredentials));
    assertThat(sts.getCallerIdentity().arn()).contains(":assumed-role/");
  }

  @Test
  void objectsKeepTheirVersionsAndContents() {
    assertThat(versions()).hasSize(2).isEqualTo(versions);
    assertThat(versions).extracting(this::content).containsExactly("second", "first");
    assertThat(s3().listObjectVersions(it -> it.bucket(bucket).prefix(KEY)).deleteMarkers())
        .hasSize(1);
  }

  @Test
  void aMultipartUploadContinues() {
    s3().completeMultipartUpload(it ->
        it.bucket(bucket)
            .key("large")
            .uploadId(upload)
            .multipartUpload(
                parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(part).build())));
    assertThat(s3().getObjectAsBytes(it -> it.bucket(bucket).key("large")).asByteArrayUnsafe())
        .isEqualTo(LARGE);
  }

  @Test
  void queuesKeepTheirMessagesAndSubscriptions() {
    sns().publish(it -> it.topicArn(topic).message("after"));
    var messages =
        sqs().receiveMessage(it -> it.queueUrl(queue).maxNumberOfMessages(10)).messages();
    assertThat(messages).hasSize(2).extracting(Message::body).contains("before");
  }

  @Test
  void aReaderOfAStreamContinues() {
    putItem("third");
    var records = streams().getRecords(it -> it.shardIterator(iterator)).records();
    assertThat(records)
        .extracting(it -> requireNonNull(it.dynamodb().keys().get("id")).s())
        .containsExactly("second", "third");
    assertThat(dynamo().scan(it -> it.tableName("table")).count()).isEqualTo(3);
  }

  private CognitoIdentityProviderClient cognito() {
    return localAws.client(CognitoIdentityProviderClient.builder());
  }

  private S3Client s3() {
    return localAws.client(S3Client.builder());
  }

  private SqsClient sqs() {
    return localAws.client(SqsClient.builder());
  }

  private SnsClient sns() {
    return localAws.client(SnsClient.builder());
  }

  private DynamoDbClient dynamo() {
    return localAws.client(DynamoDbClient.builder());
  }

  private DynamoDbStreamsClient streams() {
    return localAws.client(DynamoDbStreamsClient.builder());
  }

  private String identity() {
    var identities =
        localAws.client(CognitoIdentityClient.builder(), AnonymousCredentialsProvider.create());
    var provider = localAws.output("Issuer").replace("https://", "");
    return identities
        .getId(it ->
            it.identityPoolId(localAws.output("IdentityPoolId"))
                .logins(Map.of(provider, tokens.idToken())))
        .identityId();
  }

  private AwsSessionCredentials roleCredentials() throws IOException, InterruptedException {
    var path = "/_local/credentials?role=" + localAws.output("MediaServiceRoleArn");
    var request = HttpRequest.newBuilder(localAws.endpoint().resolve(path)).build();
    JsonNode credentials =
        new JsonMapper()
            .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    return AwsSessionCredentials.create(
        credentials.get("AccessKeyId").asString(),
        credentials.get("SecretAccessKey").asString(),
        credentials.get("Token").asString());
  }

  private void put(String content) {
    s3().putObject(it -> it.bucket(bucket).key(KEY), RequestBody.fromString(content));
  }

  private List<ObjectVersion> versions() {
    return s3().listObjectVersions(it -> it.bucket(bucket).prefix(KEY)).versions();
  }

  private String content(ObjectVersion version) {
    return s3().getObjectAsBytes(it -> it.bucket(bucket).key(KEY).versionId(version.versionId()))
        .asUtf8String();
  }

  private void createTable() {
    var id = AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S);
    var key = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH);
    dynamo()
        .createTable(it ->
            it.tableName("table")
                .keySchema(key.build())
                .attributeDefinitions(id.build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  private void putItem(String id) {
    Map<String, AttributeValue> item = Map.of("id", fromS(id));
    dynamo().putItem(it -> it.tableName("table").item(item));
  }

  /** Behind the last change. */
  private String iterator() {
    var stream = dynamo().describeTable(it -> it.tableName("table")).table().latestStreamArn();
    var shards = streams().describeStream(it -> it.streamArn(stream)).streamDescription().shards();
    return streams()
        .getShardIterator(it ->
            it.streamArn(stream)
                .shardId(shards.getFirst().shardId())
                .shardIteratorType(ShardIteratorType.LATEST))
        .shardIterator();
  }
}
