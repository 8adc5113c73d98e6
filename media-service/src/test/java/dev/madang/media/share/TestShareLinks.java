package dev.madang.media.share;

import dev.madang.localaws.LocalAws;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.share.ShareLink.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Share links for tests, and the properties of the service. */
public final class TestShareLinks {

  static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");

  private TestShareLinks() {}

  static ShareProperties properties() {
    return properties("https://localhost:8443/v1/shared/");
  }

  static ShareProperties properties(String baseUrl) {
    return new ShareProperties(
        "media-service-share-links",
        baseUrl,
        Duration.ofDays(7),
        Duration.ofDays(365),
        Duration.ofSeconds(60),
        Duration.ofMinutes(15),
        10,
        Duration.ofMinutes(15),
        Duration.ofDays(3),
        Duration.ofSeconds(10),
        DataSize.ofMegabytes(64));
  }

  static ShareLink open(UserId userId, ShareSecret secret, Instant createdAt) {
    return of(userId, secret, new Target.OneMedia(MediaId.next()), Optional.empty(), createdAt);
  }

  static ShareLink of(
      UserId userId,
      ShareSecret secret,
      Target target,
      Optional<String> password,
      Instant createdAt) {
    return new ShareLink(
        secret.id(),
        userId,
        target,
        Optional.of("Our garden"),
        true,
        password,
        ShareKey.next(),
        createdAt,
        createdAt.plus(Duration.ofDays(7)),
        Optional.empty());
  }

  /**
   * Creates an open link of the user, with one copy.
   *
   * @return the prefix of the copies
   */
  public static String createWithCopy(LocalAws aws, UserId userId) {
    var share = open(userId, ShareSecret.next(), Instant.now());
    new DynamoShareLinks(aws.client(DynamoDbClient.builder()), properties()).add(share);
    var prefix = "shared/" + share.key().folder() + "/";
    aws.client(S3Client.builder().forcePathStyle(true))
        .putObject(
            put -> put.bucket(aws.output("RenditionsBucket")).key(prefix + "name/small.jpg"),
            RequestBody.fromString("a copy"));
    return prefix;
  }
}
