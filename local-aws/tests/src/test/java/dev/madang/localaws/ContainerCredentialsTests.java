package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class ContainerCredentialsTests {
  private static final String ADDRESS =
      SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();

  private final LocalAws localAws = LocalAws.running();
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/media/" + UUID.randomUUID();

  @AfterEach
  void clearTheAddress() {
    System.clearProperty(ADDRESS);
  }

  @Test
  @Proves("iam-container-role")
  void aServiceGetsTheCredentialsOfItsRole() {
    var s3 = localAws.client(S3Client.builder(), container("MediaServiceRoleArn"));
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("x"));
    assertThatThrownBy(() -> s3.getObjectAcl(it -> it.bucket(bucket).key(key)))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
  }

  @Test
  @Proves("iam-container-role")
  void aServiceDoesNotGetARoleThatTrustsOthers() throws Exception {
    var stack =
        Stacks.create(
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: sts:AssumeRole}
            Outputs:
              Role: {Value: !GetAtt Role.Arn}
            """);
    assertThat(statusOf(address(stack.output("Role")))).isEqualTo(403);
  }

  @Test
  @Proves("s3-signed-session")
  void aUrlPresignedByARoleRequiresItsSessionToken() throws Exception {
    var role = container("MediaServiceRoleArn");
    var s3 = localAws.client(S3Client.builder());
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("x"));
    var link = link(role);
    assertThat(link).contains("X-Amz-Security-Token=");
    assertThat(statusOf(link)).isEqualTo(200);
    assertThat(statusOf(link.replaceFirst("X-Amz-Security-Token=[^&]*&?", ""))).isEqualTo(403);
  }

  private AwsCredentialsProvider container(String role) {
    System.setProperty(ADDRESS, address(localAws.output(role)));
    return ContainerCredentialsProvider.builder().build();
  }

  private String address(String role) {
    return localAws.endpoint() + "/_local/credentials?role=" + role;
  }

  private String link(AwsCredentialsProvider signer) {
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(localAws.endpoint())
            .region(LocalAws.REGION)
            .credentialsProvider(signer)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return presigner
          .presignGetObject(link ->
              link.signatureDuration(Duration.ofMinutes(1))
                  .getObjectRequest(get -> get.bucket(bucket).key(key)))
          .url()
          .toString();
    }
  }

  private static int statusOf(String link) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(link)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
