package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sts.StsClient;

class IamTests {
  private static final Stacks STACK =
      Stacks.create(
          """
          Resources:
            Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: NAME}}
            BucketPolicy:
              Type: AWS::S3::BucketPolicy
              Properties:
                Bucket: !Ref Bucket
                PolicyDocument:
                  Statement:
                    - Effect: Deny
                      Principal: "*"
                      Action: s3:GetObject
                      Resource: !Sub "${Bucket.Arn}/closed/*"
                    - Effect: Deny
                      Principal: "*"
                      Action: s3:*
                      Resource: !Sub "${Bucket.Arn}/*"
                      Condition: {Bool: {"aws:SecureTransport": "false"}}
            Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: NAME}}
            Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: NAME}}
            Role:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement:
                    - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: sts:AssumeRole}
                Policies:
                  - PolicyName: objects
                    PolicyDocument:
                      Statement:
                        - Effect: Allow
                          Action: [s3:GetObject, s3:PutObject]
                          Resource: !Sub "${Bucket.Arn}/*"
                        - {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}
                        - {Effect: Allow, Action: sns:Publish, Resource: !Ref Topic}
                        - Effect: Allow
                          Action: sqs:GetQueueUrl
                          Resource: arn:aws:sqs:eu-central-1:123456789012:another
                        - {Effect: Allow, Action: sts:GetSessionToken, Resource: "arn:aws:s3:::none"}
                        - {Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Table.Arn}
                        - Effect: Allow
                          Action: ses:SendEmail
                          Resource: arn:aws:ses:eu-central-1:123456789012:identity/a@example.com
                        - Effect: Allow
                          Action: cloudfront:CreateInvalidation
                          Resource: arn:aws:cloudfront::123456789012:distribution/ANOTHER
                        - Effect: Allow
                          Action: cognito-idp:AdminGetUser
                          Resource: arn:aws:cognito-idp:eu-central-1:123456789012:userpool/another
            Table:
              Type: AWS::DynamoDB::Table
              Properties:
                TableName: NAME
                BillingMode: PAY_PER_REQUEST
                AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                KeySchema: [{AttributeName: id, KeyType: HASH}]
          Outputs:
            Table: {Value: !Ref Table}
            Bucket: {Value: !Ref Bucket}
            Queue: {Value: !GetAtt Queue.QueueName}
            Topic: {Value: !Ref Topic}
            Role: {Value: !GetAtt Role.Arn}
          """);

  private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("x"));

  private final LocalAws localAws = LocalAws.running();
  private final String bucket = STACK.output("Bucket");

  @Test
  @Proves("iam-denied")
  void deniesWhatNoPolicyAllows() {
    var s3 = localAws.client(S3Client.builder(), role(null));
    put(s3, "a");
    assertDenied(() -> s3.deleteObject(it -> it.bucket(bucket).key("a")));
    var dynamo = localAws.client(DynamoDbClient.builder(), role(null));
    assertThatThrownBy(dynamo::listTables).hasMessageContaining("not authorized to perform");
  }

  @Test
  @Proves("iam-session-policy")
  void aSessionPolicyRestrictsTheRole() {
    var readOnly =
        """
        {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}\
        """;
    put(localAws.client(S3Client.builder()), "b");
    var s3 = localAws.client(S3Client.builder(), role(readOnly));
    s3.getObjectAsBytes(it -> it.bucket(bucket).key("b"));
    assertDenied(() -> put(s3, "b"));
  }

  @Test
  @Proves("iam-bucket-policy")
  void aBucketPolicyCanDenyWhatARoleAllows() {
    var s3 = localAws.client(S3Client.builder(), role(null));
    put(s3, "closed/c");
    assertDenied(() -> s3.getObjectAsBytes(it -> it.bucket(bucket).key("closed/c")));
  }

  @Test
  @Proves("iam-batch")
  void aPermissionIncludesBatches() {
    var sqs = localAws.client(SqsClient.builder(), role(null));
    var queue = queueUrl();
    var message = SendMessageBatchRequestEntry.builder().id("a").messageBody("x").build();
    sqs.sendMessageBatch(it -> it.queueUrl(queue).entries(message));
    var receipt = DeleteMessageBatchRequestEntry.builder().id("a").receiptHandle("x").build();
    assertThatThrownBy(() -> sqs.deleteMessageBatch(it -> it.queueUrl(queue).entries(receipt)))
        .hasMessageContaining("not authorized to perform: sqs:DeleteMessage (");
    var sns = localAws.client(SnsClient.builder(), role(null));
    var entry = PublishBatchRequestEntry.builder().id("a").message("x").build();
    sns.publishBatch(it -> it.topicArn(STACK.output("Topic")).publishBatchRequestEntries(entry));
  }

  @Test
  @Proves("iam-unknown-key")
  void rejectsAnUnknownKey() {
    var unknown =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAUNKNOWN", "secret"));
    var s3 = localAws.client(S3Client.builder(), unknown);
    assertThatThrownBy(() -> s3.getObject(it -> it.bucket(bucket).key("a")))
        .hasMessageContaining("does not exist in our records");
    var sqs = localAws.client(SqsClient.builder(), unknown);
    assertThatThrownBy(sqs::listQueues).hasMessageContaining("security token");
  }

  @Test
  @Proves("iam-unsigned")
  void unsignedRequestsCanCallOnlyPublicOperations() {
    var anonymous =
        localAws.client(
            CognitoIdentityProviderClient.builder(), AnonymousCredentialsProvider.create());
    var pool = localAws.output("UserPoolId");
    assertThatThrownBy(() -> anonymous.listUsers(it -> it.userPoolId(pool)))
        .hasMessageContaining("Missing Authentication Token");
  }

  @Test
  @Proves("iam-resources")
  void aPolicyAllowsOnlyItsResources() {
    var sqs = localAws.client(SqsClient.builder(), role(null));
    assertNotAuthorized(() -> sqs.getQueueUrl(it -> it.queueName(STACK.output("Queue"))));
    sqs.sendMessage(it -> it.queueUrl(queueUrl()).messageBody("x"));
    var others = queueUrl().replace(STACK.output("Queue"), "notification-service-media-events");
    assertNotAuthorized(() -> sqs.sendMessage(it -> it.queueUrl(others).messageBody("x")));

    var sns = localAws.client(SnsClient.builder(), role(null));
    sns.publish(it -> it.topicArn(STACK.output("Topic")).message("x"));
    var topic = localAws.output("AccountEventsTopicArn");
    assertDenied(() -> sns.publish(it -> it.topicArn(topic).message("x")));

    var dynamo = localAws.client(DynamoDbClient.builder(), role(null));
    dynamo.putItem(it -> it.tableName(STACK.output("Table")).item(ITEM));
    assertNotAuthorized(() -> dynamo.putItem(it -> it.tableName("user-service-jobs").item(ITEM)));

    var cognito = localAws.client(CognitoIdentityProviderClient.builder(), role(null));
    var pool = localAws.output("UserPoolId");
    assertNotAuthorized(() -> cognito.adminGetUser(it -> it.userPoolId(pool).username("x")));

    var ses = localAws.client(SesV2Client.builder(), role(null));
    var sender = localAws.output("SenderAddress");
    assertDenied(() -> ses.sendEmail(it -> it.fromEmailAddress(sender)));

    var cloudFront = localAws.client(CloudFrontClient.builder(), role(null));
    assertDenied(() ->
        cloudFront.createInvalidation(it ->
            it.distributionId("OURS")
                .invalidationBatch(batch ->
                    batch.callerReference("x").paths(paths -> paths.quantity(1).items("/*")))));
  }

  @Test
  @Proves("iam-transaction")
  void aTransactionRequiresThePermissionsOfItsParts() {
    var dynamo = localAws.client(DynamoDbClient.builder(), role(null));
    var table = STACK.output("Table");
    var put = TransactWriteItem.builder().put(it -> it.tableName(table).item(ITEM)).build();
    dynamo.transactWriteItems(it -> it.transactItems(put));
    var delete = TransactWriteItem.builder().delete(it -> it.tableName(table).key(ITEM)).build();
    assertNotAuthorized(() -> dynamo.transactWriteItems(it -> it.transactItems(delete)));
  }

  @Test
  @StillDiffers("iam-other-resources")
  void onlyTheActionCountsForOtherServices() {
    var narrow =
        """
        {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::no-bucket"}]}\
        """;
    var sts = localAws.client(StsClient.builder(), role(narrow));
    assertThat(sts.getSessionToken().credentials()).isNotNull();
  }

  @Test
  @StillDiffers("iam-assume-role")
  void theRootUserCanAssumeAnyRole() {
    var sts = localAws.client(StsClient.builder());
    var role = localAws.output("MediaServiceRoleArn");
    assertThat(sts.assumeRole(it -> it.roleArn(role).roleSessionName("test")).credentials())
        .isNotNull();
  }

  @Test
  @StillDiffers("sts-web-identity")
  void aWebIdentityIsNotVerified() {
    var sts = localAws.client(StsClient.builder());
    var response =
        sts.assumeRoleWithWebIdentity(it ->
            it.roleArn(STACK.output("Role"))
                .roleSessionName("test")
                .webIdentityToken("no token at all"));
    assertThat(response.credentials()).isNotNull();
  }

  private String queueUrl() {
    var sqs = localAws.client(SqsClient.builder());
    return sqs.getQueueUrl(it -> it.queueName(STACK.output("Queue"))).queueUrl();
  }

  private static void assertNotAuthorized(ThrowingCallable call) {
    assertThatThrownBy(call).hasMessageContaining("not authorized to perform");
  }

  private void put(S3Client s3, String key) {
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  private AwsCredentialsProvider role(@Nullable String sessionPolicy) {
    var sts = localAws.client(StsClient.builder());
    var session =
        sts.assumeRole(it ->
                it.roleArn(STACK.output("Role")).roleSessionName("test").policy(sessionPolicy))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
  }
}
