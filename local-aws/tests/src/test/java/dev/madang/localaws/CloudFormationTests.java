package dev.madang.localaws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

class CloudFormationTests {
  private static final String QUEUE =
      """
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Properties: {QueueName: NAME, DelaySeconds: %d}
        Topic:
          Type: AWS::SNS::Topic
          Properties: {TopicName: NAME, DisplayName: version %1$d}
        Subscription:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn}
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: NAME
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            StreamSpecification: {StreamViewType: NEW_IMAGE}
            TimeToLiveSpecification: {AttributeName: expireAt, Enabled: true}
            Tags: [{Key: version, Value: "%1$d"}]
        Bucket:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: NAME
            CorsConfiguration:
              CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ["https://%1$d.example"]}]
      Outputs:
        Queue: {Value: !GetAtt Queue.QueueName}
        Topic: {Value: !Ref Topic}
        Table: {Value: !Ref Table}
        Stream: {Value: !GetAtt Table.StreamArn}
        Bucket: {Value: !Ref Bucket}
      """;

  private final LocalAws localAws = LocalAws.running();
  private final CloudFormationClient cloudFormation =
      localAws.client(CloudFormationClient.builder());

  @Test
  @Proves("cfn-types")
  void aStackThatIsDescribedDuringItsCreationCreatesEachResourceOnce() throws Exception {
    var cognito = localAws.client(CognitoIdentityProviderClient.builder());
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 10; i++) {
        var description = others.submit(() -> cloudFormation.describeStacks());
        var stack =
            Stacks.create(
                """
                Resources:
                  Pool: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: NAME}}
                  Client: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Ref Pool}}
                Outputs: {Pool: {Value: !Ref Pool}, Client: {Value: !Ref Client}}
                """);
        assertThat(
                cognito
                    .listUserPoolClients(pool -> pool.userPoolId(stack.output("Pool")))
                    .userPoolClients())
            .singleElement()
            .satisfies(it -> assertThat(it.clientId()).isEqualTo(stack.output("Client")));
        description.get();
      }
    }
  }

  @Test
  @Proves("cfn-types")
  void createsTheResourcesOfATemplate() {
    var stack = Stacks.create(QUEUE.formatted(1));
    var dynamo = localAws.client(DynamoDbClient.builder());
    var timeToLive = dynamo.describeTimeToLive(table -> table.tableName(stack.output("Table")));
    assertThat(timeToLive.timeToLiveDescription().attributeName()).isEqualTo("expireAt");
    assertThat(origin(stack)).isEqualTo("https://1.example");
  }

  @Test
  @Proves("cfn-no-value")
  void removesNoValueFromLists() {
    var stack =
        Stacks.create(
            """
            Conditions: {Never: !Equals [a, b]}
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: NAME
                  CorsConfiguration:
                    CorsRules:
                      - AllowedMethods: [GET, !If [Never, PUT, !Ref "AWS::NoValue"], HEAD]
                        AllowedOrigins: ["*"]
            Outputs:
              Bucket: {Value: !Ref Bucket}
            """);
    var rules =
        localAws
            .client(S3Client.builder())
            .getBucketCors(it -> it.bucket(stack.output("Bucket")))
            .corsRules();
    assertThat(rules.getFirst().allowedMethods()).containsExactly("GET", "HEAD");
  }

  @Test
  @Proves("cfn-unknown-type")
  void rejectsATemplateWithAnUnknownType() {
    var template = "Resources: {Yard: {Type: AWS::Madang::Yard}}";
    assertThatThrownBy(() -> Stacks.create(template))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("Unrecognized resource types");
  }

  @Test
  void anUpdateAddsAnIndexToATableWithItems() {
    var template =
        """
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: NAME
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions:
                - {AttributeName: id, AttributeType: S}
                - {AttributeName: owner, AttributeType: S}
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              GlobalSecondaryIndexes: [%s]
        Outputs:
          Table: {Value: !Ref Table}
        """;
    var index =
        "{IndexName: by-owner, KeySchema: [{AttributeName: owner, KeyType: HASH}],"
            + " Projection: {ProjectionType: ALL}}";
    var stack = Stacks.create(template.formatted(""));
    var dynamo = localAws.client(DynamoDbClient.builder());
    var item = Map.of("id", AttributeValue.fromS("a"), "owner", AttributeValue.fromS("me"));
    dynamo.putItem(it -> it.tableName(stack.output("Table")).item(item));
    stack.update(template.formatted(index));
    var found =
        dynamo.query(it ->
            it.tableName(stack.output("Table"))
                .indexName("by-owner")
                .keyConditionExpression("#owner = :owner")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS("me"))));
    assertThat(found.items()).containsExactly(item);
  }

  @Test
  void anUpdateChangesTheInlinePoliciesOfARole() {
    var template =
        """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Statement:
                  - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: sts:AssumeRole}
              Policies:
                - PolicyName: queues
                  PolicyDocument: {Statement: [{Effect: Allow, Action: "sqs:%s", Resource: "*"}]}
        Outputs:
          Role: {Value: !GetAtt Role.Arn}
        """;
    var stack = Stacks.create(template.formatted("CreateQueue"));
    var session =
        localAws
            .client(StsClient.builder())
            .assumeRole(it -> it.roleArn(stack.output("Role")).roleSessionName("test"))
            .credentials();
    var credentials =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    var sqs = localAws.client(SqsClient.builder(), StaticCredentialsProvider.create(credentials));
    assertThatThrownBy(sqs::listQueues).hasMessageContaining("not authorized");
    stack.update(template.formatted("ListQueues"));
    assertThat(sqs.listQueues()).isNotNull();
  }

  @Test
  @Proves("cfn-condition")
  void aResourceIsCreatedOnceItsConditionIsTrue() {
    var template =
        """
        Parameters: {SecondName: {Type: String, Default: ""}, Delay: {Type: String, Default: "1"}}
        Conditions: {HasSecond: !Not [!Equals [!Ref SecondName, ""]]}
        Resources:
          First:
            Type: AWS::CloudFront::ResponseHeadersPolicy
            Properties:
              ResponseHeadersPolicyConfig:
                Name: !Sub "NAME-${Delay}"
          Second:
            Type: AWS::CloudFront::OriginAccessControl
            Condition: HasSecond
            Properties:
              OriginAccessControlConfig:
                Name: !Ref SecondName
                OriginAccessControlOriginType: s3
                SigningBehavior: always
                SigningProtocol: sigv4
        Outputs:
          First: {Value: !Ref First}
          Second: {Condition: HasSecond, Value: !Ref Second}
        """;
    var stack = Stacks.create(template);
    for (var delay : List.of("2", "3")) {
      stack.update(template, Map.of("SecondName", "", "Delay", delay));
      assertThat(stack.outputs()).containsOnlyKeys("First");
    }
    stack.update(template, Map.of("SecondName", "yes", "Delay", "3"));
    assertThat(stack.outputs()).containsOnlyKeys("First", "Second");
  }

  @Test
  @Proves("cfn-update")
  void updatesOnlyWhatHasChanged() {
    var stack = Stacks.create(QUEUE.formatted(1));
    var before = stack.outputs();
    stack.update(QUEUE.formatted(2));
    assertThat(stack.outputs()).isEqualTo(before);
    assertThat(delay(stack)).isEqualTo("2");
    assertThat(origin(stack)).isEqualTo("https://2.example");
    var sns = localAws.client(SnsClient.builder());
    var topic = stack.output("Topic");
    assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
        .hasSize(1);
  }

  @Test
  @Proves("cfn-schedule")
  void acceptsAndUpdatesASchedule() {
    var template =
        """
        Resources:
          Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: NAME}}
          Rule:
            Type: AWS::Events::Rule
            Properties:
              Description: Each night
              ScheduleExpression: cron(%d 3 * * ? *)
              State: ENABLED
              Targets:
                - {Id: queue, Arn: !GetAtt Queue.Arn, Input: '{"kind": "recount"}'}
        Outputs:
          Queue: {Value: !GetAtt Queue.QueueName}
          Rule: {Value: !Ref Rule}
          Arn: {Value: !GetAtt Rule.Arn}
        """;
    var stack = Stacks.create(template.formatted(17));
    var before = stack.outputs();
    assertThat(stack.output("Arn")).endsWith(":rule/" + stack.output("Rule"));
    stack.update(template.formatted(18));
    assertThat(stack.outputs()).isEqualTo(before);
  }

  @Test
  @Proves("cfn-validate")
  void returnsTheParametersOfATemplate() {
    var template =
        "{Parameters: {Origin: {Type: String, Default: here}}, Resources: {T: {Type: 'AWS::SNS::Topic'}}}";
    var response = cloudFormation.validateTemplate(check -> check.templateBody(template));
    assertThat(response.parameters())
        .containsExactly(
            TemplateParameter.builder()
                .parameterKey("Origin")
                .defaultValue("here")
                .noEcho(false)
                .build());
  }

  @Test
  @StillDiffers("cfn-delete")
  void deletingAStackKeepsItsUserPool() {
    var stack =
        Stacks.create(
            """
            Resources: {Pool: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: NAME}}}
            Outputs: {Pool: {Value: !Ref Pool}}
            """);
    var pool = stack.output("Pool");
    stack.delete();
    var cognito = localAws.client(CognitoIdentityProviderClient.builder());
    assertThat(cognito.describeUserPool(wanted -> wanted.userPoolId(pool)).userPool()).isNotNull();
  }

  private String delay(Stacks stack) {
    var delay = QueueAttributeName.DELAY_SECONDS;
    var sqs = localAws.client(SqsClient.builder());
    var url = sqs.getQueueUrl(queue -> queue.queueName(stack.output("Queue"))).queueUrl();
    var response = sqs.getQueueAttributes(wanted -> wanted.queueUrl(url).attributeNames(delay));
    return requireNonNull(response.attributes().get(delay));
  }

  private String origin(Stacks stack) {
    var s3 = localAws.client(S3Client.builder());
    var rules = s3.getBucketCors(bucket -> bucket.bucket(stack.output("Bucket"))).corsRules();
    return rules.getFirst().allowedOrigins().getFirst();
  }
}
