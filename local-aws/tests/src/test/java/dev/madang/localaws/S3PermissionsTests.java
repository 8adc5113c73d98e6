package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;

/** A role that owns one folder cannot access anything else. */
class S3PermissionsTests {
  private static final Stacks STACK =
      Stacks.create(
          """
          Resources:
            Bucket:
              Type: AWS::S3::Bucket
              Properties: {BucketName: NAME, VersioningConfiguration: {Status: Enabled}}
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
                          Action: [s3:GetObject, s3:PutObject, s3:DeleteObject, "s3:*ObjectTagging"]
                          Resource: !Sub "${Bucket.Arn}/own/*"
                        - Effect: Allow
                          Action: s3:ListBucket
                          Resource: !GetAtt Bucket.Arn
                          Condition: {StringLike: {"s3:prefix": own/*}}
          Outputs:
            Bucket: {Value: !Ref Bucket}
            Role: {Value: !GetAtt Role.Arn}
          """);

  private final LocalAws localAws = LocalAws.running();
  private final S3Client account = localAws.client(S3Client.builder());
  private final S3Client role = localAws.client(S3Client.builder(), credentials());
  private final String bucket = STACK.output("Bucket");
  private final String test = UUID.randomUUID().toString();
  private final String own = "own/" + test;
  private final String others = "others/" + test;

  @Test
  @Proves("s3-delete-list")
  void deletesTheObjectsOfAListThatMayBeDeleted() {
    var version = put(account, own);
    put(account, others);
    var response =
        role.deleteObjects(it ->
            it.bucket(bucket)
                .delete(objects(identifier(own), identifier(others), identifier(own, version))));
    assertThat(response.deleted()).extracting(deleted -> deleted.key()).containsExactly(own);
    assertThat(response.errors())
        .extracting(error -> error.key() + " " + error.code())
        .containsExactly(others + " AccessDenied", own + " AccessDenied");
    assertThat(account.getObjectAsBytes(it -> it.bucket(bucket).key(others))).isNotNull();
  }

  @Test
  @Proves("s3-copy-source")
  void aCopyRequiresPermissionToReadTheSource() {
    put(account, own);
    put(account, others);
    role.copyObject(it ->
        it.sourceBucket(bucket).sourceKey(own).destinationBucket(bucket).destinationKey(own + "b"));
    assertDenied(() ->
        role.copyObject(it ->
            it.sourceBucket(bucket)
                .sourceKey(others)
                .destinationBucket(bucket)
                .destinationKey(own + "c")));
    var upload = role.createMultipartUpload(it -> it.bucket(bucket).key(own)).uploadId();
    assertDenied(() ->
        role.uploadPartCopy(it ->
            it.sourceBucket(bucket)
                .sourceKey(others)
                .destinationBucket(bucket)
                .destinationKey(own)
                .uploadId(upload)
                .partNumber(1)));
  }

  @Test
  @Proves("s3-version-permission")
  void anOldVersionRequiresAnotherPermission() {
    var version = put(account, own);
    role.getObjectAsBytes(it -> it.bucket(bucket).key(own));
    assertDenied(() -> role.getObjectAsBytes(it -> it.bucket(bucket).key(own).versionId(version)));
    assertDenied(() -> role.headObject(it -> it.bucket(bucket).key(own).versionId(version)));
    assertDenied(() -> role.deleteObject(it -> it.bucket(bucket).key(own).versionId(version)));
  }

  @Test
  @Proves("s3-version-tags-permission")
  void theTagsOfAVersionRequireAnotherPermission() {
    var version = put(account, own);
    role.getObjectTagging(it -> it.bucket(bucket).key(own));
    assertDenied(() -> role.getObjectTagging(it -> it.bucket(bucket).key(own).versionId(version)));
    assertDenied(() ->
        role.putObjectTagging(it ->
            it.bucket(bucket).key(own).versionId(version).tagging(all -> all.tagSet(List.of()))));
    assertDenied(
        () -> role.deleteObjectTagging(it -> it.bucket(bucket).key(own).versionId(version)));
  }

  @Test
  @Proves("s3-upload-key")
  void anUploadBelongsToItsKey() {
    var upload = account.createMultipartUpload(it -> it.bucket(bucket).key(others)).uploadId();
    assertThatThrownBy(() ->
            role.uploadPart(
                it -> it.bucket(bucket).key(own).uploadId(upload).partNumber(1),
                RequestBody.fromString("x")))
        .isInstanceOf(NoSuchUploadException.class);
    assertThatThrownBy(
            () -> role.completeMultipartUpload(it -> it.bucket(bucket).key(own).uploadId(upload)))
        .isInstanceOf(S3Exception.class);
    assertThat(account.listMultipartUploads(it -> it.bucket(bucket)).uploads())
        .anyMatch(open -> open.uploadId().equals(upload));
  }

  @Test
  @Proves("s3-list-permission")
  void thePermissionToListPermitsNothingElse() {
    role.listObjectsV2(it -> it.bucket(bucket).prefix(own));
    assertDenied(() -> role.listObjectsV2(it -> it.bucket(bucket).prefix("own")));
    var twice = Map.of("prefix", List.of("others/", "own/"));
    assertDenied(() ->
        role.listObjectsV2(it ->
            it.bucket(bucket).overrideConfiguration(request -> request.rawQueryParameters(twice))));
    var parameters = Map.of("prefix", List.of("own/"));
    assertDenied(() ->
        role.getBucketEncryption(it ->
            it.bucket(bucket)
                .overrideConfiguration(request -> request.rawQueryParameters(parameters))));
    assertDenied(() -> role.listObjectVersions(it -> it.bucket(bucket).prefix(own)));
  }

  @Test
  @Proves("s3-literal-keys")
  void keysAreNotNormalised() {
    var names =
        List.of(
            "../" + others,
            "%2e%2e/" + others,
            "..%2f" + others,
            "/x",
            "//x//",
            "./x",
            "x/.",
            "x/..",
            "a b+c%20d%2B",
            "?x=y&z#",
            "\u00fc",
            "u\u0308",
            "\uff0e\uff0e\uff0fx",
            "\u202ex",
            "x;y=z",
            "\\..\\x");
    for (var name : names) {
      put(role, own + "/" + name);
    }
    assertThat(keys(own + "/"))
        .containsExactlyInAnyOrderElementsOf(names.stream().map(it -> own + "/" + it).toList());
    assertThat(keys(others)).isEmpty();
    for (var name : names) {
      role.getObjectAsBytes(it -> it.bucket(bucket).key(own + "/" + name));
      role.deleteObject(it -> it.bucket(bucket).key(own + "/" + name));
    }
    assertThat(keys(own + "/")).isEmpty();
  }

  @Test
  @Proves("s3-look-alike")
  void aKeyThatResemblesTheOwnFolderIsDenied() {
    for (var key :
        List.of(
            "others/../" + own,
            "OWN/x",
            "own",
            "/own/x",
            "./own/x",
            "own%2fx",
            "own%252fx",
            "\uff4fwn/x",
            "own\u2215x",
            "own\u200b/x",
            "own ",
            "others/%2e%2e/own/x")) {
      assertDenied(() -> put(role, key));
      assertDenied(() -> role.getObjectAsBytes(it -> it.bucket(bucket).key(key)));
      assertDenied(() -> role.deleteObject(it -> it.bucket(bucket).key(key)));
    }
  }

  @Test
  @Proves("s3-version-pages")
  void listsVersionsWhileTheyAreDeleted() {
    for (var key : List.of("a", "b", "c")) {
      put(account, own + "/" + key);
      put(account, own + "/" + key);
      account.deleteObject(it -> it.bucket(bucket).key(own + "/" + key));
    }
    var seen = new ArrayList<ObjectIdentifier>();
    var pages =
        account.listObjectVersionsPaginator(it -> it.bucket(bucket).prefix(own + "/").maxKeys(2));
    for (var page : pages) {
      var found = new ArrayList<ObjectIdentifier>();
      page.versions().forEach(it -> found.add(identifier(it.key(), it.versionId())));
      page.deleteMarkers().forEach(it -> found.add(identifier(it.key(), it.versionId())));
      assertThat(found).hasSizeLessThanOrEqualTo(2);
      account.deleteObjects(
          it -> it.bucket(bucket).delete(objects(found.toArray(ObjectIdentifier[]::new))));
      seen.addAll(found);
    }
    assertThat(seen).hasSize(9).doesNotHaveDuplicates();
    var rest = account.listObjectVersions(it -> it.bucket(bucket).prefix(own + "/"));
    assertThat(rest.versions()).isEmpty();
    assertThat(rest.deleteMarkers()).isEmpty();
  }

  @Test
  @Proves("s3-latest-version")
  void theNewestVersionComesFirstAndIsTheLatest() {
    var first = put(account, own);
    var second = put(account, own);
    var versions = account.listObjectVersions(it -> it.bucket(bucket).prefix(own)).versions();
    assertThat(versions)
        .extracting(version -> version.versionId() + " " + version.isLatest())
        .containsExactly(second + " true", first + " false");
  }

  private List<String> keys(String prefix) {
    return account.listObjectsV2(it -> it.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private String put(S3Client s3, String key) {
    return s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("x")).versionId();
  }

  private static Delete objects(ObjectIdentifier... objects) {
    return Delete.builder().objects(objects).build();
  }

  private static ObjectIdentifier identifier(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private static ObjectIdentifier identifier(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  private StaticCredentialsProvider credentials() {
    var sts = localAws.client(StsClient.builder());
    var session =
        sts.assumeRole(it -> it.roleArn(STACK.output("Role")).roleSessionName("test"))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
  }
}
