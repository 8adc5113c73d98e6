package dev.madang.media.processing;

import dev.madang.localaws.LocalAws;
import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import dev.madang.media.cdn.TestCdn;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3OriginalsTests extends OriginalsContract {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final StorageProperties STORAGE = TestCdn.storage();

  @Override
  Originals originals() {
    return new S3Originals(S3, STORAGE);
  }

  @Override
  OriginalList list() {
    return new S3OriginalList(S3, STORAGE);
  }

  @Override
  void put(OriginalKey key, String contentType, byte[] bytes) {
    S3.putObject(
        put -> put.bucket(STORAGE.originalsBucket()).key(key.toString()).contentType(contentType),
        RequestBody.fromBytes(bytes));
  }

  @Override
  void delete(OriginalKey key) {
    S3.deleteObject(delete -> delete.bucket(STORAGE.originalsBucket()).key(key.toString()));
  }
}
