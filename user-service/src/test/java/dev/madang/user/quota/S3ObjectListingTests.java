package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.user.StorageProperties;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

class S3ObjectListingTests extends ObjectListingContract {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");

  private static final StorageProperties PROPERTIES =
      new StorageProperties(BUCKET, "unused", "unused", "", true, "Suspended");

  private final ObjectListing listing = new S3ObjectListing(S3, PROPERTIES);

  @Test
  void shortPageOfS3IsNotTheEnd() {
    for (var path : new String[] {"a", "b", "c", "d"}) {
      put(new ObjectKey(ada, path), 1);
    }
    var cut =
        AWS.client(
            S3Client.builder()
                .forcePathStyle(true)
                .overrideConfiguration(it -> it.addExecutionInterceptor(new AtMostTwoKeys())));

    assertThat(
            new S3ObjectListing(cut, PROPERTIES)
                .list(ada, Optional.of(new ObjectKey(ada, "a")), 100))
        .extracting(it -> it.key().path())
        .containsExactly("b", "c", "d");
  }

  private static final class AtMostTwoKeys implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof ListObjectsV2Request list
          ? list.toBuilder().maxKeys(2).build()
          : context.request();
    }
  }

  @Override
  ObjectListing listing() {
    return listing;
  }

  @Override
  void put(ObjectKey key, int size) {
    S3.putObject(
        put -> put.bucket(BUCKET).key(key.toString()), RequestBody.fromBytes(new byte[size]));
  }
}
