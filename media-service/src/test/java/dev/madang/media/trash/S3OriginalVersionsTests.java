package dev.madang.media.trash;

import dev.madang.localaws.LocalAws;
import dev.madang.media.OriginalKey;
import dev.madang.media.cdn.TestCdn;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3OriginalVersionsTests extends OriginalVersionsContract {

  private static final LocalAws AWS = LocalAws.running();
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));

  @Override
  OriginalVersions originals() {
    return new S3OriginalVersions(S3, TestCdn.storage());
  }

  @Override
  void write(OriginalKey key, String content) {
    S3.putObject(put -> put.bucket(BUCKET).key(key.toString()), RequestBody.fromString(content));
  }

  @Override
  void delete(OriginalKey key) {
    S3.deleteObject(delete -> delete.bucket(BUCKET).key(key.toString()));
  }

  @Override
  String read(OriginalKey key) {
    return S3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key.toString())).asUtf8String();
  }

  @Override
  int count(OriginalKey key) {
    var page = S3.listObjectVersions(list -> list.bucket(BUCKET).prefix(key.toString()));
    var versions = page.versions().stream().filter(it -> it.key().equals(key.toString()));
    var markers = page.deleteMarkers().stream().filter(it -> it.key().equals(key.toString()));
    return (int) (versions.count() + markers.count());
  }
}
