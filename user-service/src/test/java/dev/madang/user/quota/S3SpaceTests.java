package dev.madang.user.quota;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3SpaceTests extends SpaceContract {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");

  private final Space space =
      new S3Space(
          S3,
          new QuotaProperties(
              "unused", "unused", BUCKET, DataSize.ofBytes(100), 200, Duration.ofDays(30)));

  @Override
  Space space() {
    return space;
  }

  @Override
  void put(ObjectKey key, int size) {
    S3.putObject(
        put -> put.bucket(BUCKET).key(key.toString()), RequestBody.fromBytes(new byte[size]));
  }
}
