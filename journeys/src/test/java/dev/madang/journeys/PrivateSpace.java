package dev.madang.journeys;

import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What an app is told of its user's files, and all that it needs to reach them. */
record PrivateSpace(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiresAt,
    String bucket,
    String prefix,
    String region,
    boolean accelerated,
    URI endpoint,
    boolean pathStyle) {

  PrivateSpace keepSecrets() {
    Secrets.keep(secretAccessKey);
    Secrets.keep(sessionToken);
    return this;
  }

  S3Client s3() {
    var keys = AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(pathStyle)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(keys))
        .build();
  }

  /** A key below the own prefix. */
  String own(String name) {
    return prefix + name;
  }
}
