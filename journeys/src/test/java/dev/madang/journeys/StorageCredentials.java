package dev.madang.journeys;

import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Temporary AWS credentials for a user's private space. */
record StorageCredentials(
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

  StorageCredentials rememberSecrets() {
    Secrets.remember(secretAccessKey);
    Secrets.remember(sessionToken);
    return this;
  }

  S3Client s3() {
    var credentials = AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(pathStyle)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  /** An S3 key below the user's prefix. */
  String key(String name) {
    return prefix + name;
  }
}
