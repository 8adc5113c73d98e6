package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;

class CognitoIdentityTests {
  private final LocalAws localAws = LocalAws.running();
  private final CognitoIdentityClient identities =
      localAws.client(CognitoIdentityClient.builder(), AnonymousCredentialsProvider.create());
  private final String provider = localAws.output("Issuer").replace("https://", "");
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final SignedInUser user = localAws.users().signedIn();

  @Test
  @Proves("identity-stable")
  void aUserAlwaysGetsTheSameIdentity() {
    assertThat(identity(user.idToken())).isEqualTo(identity(user.idToken()));
    assertThat(identity(localAws.users().signedIn().idToken()))
        .isNotEqualTo(identity(user.idToken()));
  }

  @Test
  @Proves("identity-token")
  void onlyAnIdTokenOfOurPoolGetsAnIdentity() {
    assertThatThrownBy(() -> identity(user.accessToken()))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> identity(user.idToken() + "x"))
        .isInstanceOf(NotAuthorizedException.class);
  }

  @Test
  @Proves("identity-credentials")
  void returnsTheCredentialsOfTheRole() {
    var sts = localAws.client(StsClient.builder(), credentials(user));
    assertThat(sts.getCallerIdentity().arn())
        .contains(":assumed-role/")
        .endsWith("/CognitoIdentityCredentials");
  }

  @Test
  @Proves("identity-tags")
  void aUserCanAccessOnlyTheirOwnFolder() {
    var s3 = localAws.client(S3Client.builder(), credentials(user));
    var own = "private/" + user.sub() + "/notes/a b+c.txt";
    s3.putObject(it -> it.bucket(bucket).key(own), RequestBody.fromString("mine"));
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key(own)).asUtf8String())
        .isEqualTo("mine");
    var others = "private/" + localAws.users().signedIn().sub() + "/notes/a.txt";
    assertDenied(
        () -> s3.putObject(it -> it.bucket(bucket).key(others), RequestBody.fromString("x")));
    assertDenied(() -> s3.getObjectAsBytes(it -> it.bucket(bucket).key(others)));
  }

  @Test
  @Proves("iam-condition")
  void aUserCanListOnlyTheirOwnFolder() {
    var s3 = localAws.client(S3Client.builder(), credentials(user));
    var own = "private/" + user.sub() + "/";
    assertThat(s3.listObjectsV2(it -> it.bucket(bucket).prefix(own)).contents()).isEmpty();
    assertDenied(() -> s3.listObjectsV2(it -> it.bucket(bucket).prefix("private/")));
    assertDenied(() -> s3.listObjectsV2(it -> it.bucket(bucket)));
  }

  @Test
  @Proves("s3-signature")
  void rejectsAForgedSignature() {
    var real = (AwsSessionCredentials) credentials(user).resolveCredentials();
    var forged = AwsSessionCredentials.create(real.accessKeyId(), "forged", real.sessionToken());
    var s3 = localAws.client(S3Client.builder(), StaticCredentialsProvider.create(forged));
    assertThatThrownBy(() -> s3.getObject(it -> it.bucket(bucket).key("private/x")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("signature");
  }

  @Test
  @StillDiffers("s3-missing-key")
  void aMissingKeyIsNotFoundWithoutPermissionToList() {
    var s3 = localAws.client(S3Client.builder(), credentials(user));
    var missing = "private/" + user.sub() + "/missing";
    assertThatThrownBy(() -> s3.getObject(it -> it.bucket(bucket).key(missing)))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private String identity(String token) {
    var pool = localAws.output("IdentityPoolId");
    return identities
        .getId(it -> it.identityPoolId(pool).logins(Map.of(provider, token)))
        .identityId();
  }

  private AwsCredentialsProvider credentials(SignedInUser user) {
    var identity = identity(user.idToken());
    var logins = Map.of(provider, user.idToken());
    var given =
        identities
            .getCredentialsForIdentity(it -> it.identityId(identity).logins(logins))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(given.accessKeyId(), given.secretKey(), given.sessionToken()));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
  }
}
