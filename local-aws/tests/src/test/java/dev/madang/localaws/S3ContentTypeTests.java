package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A body is bytes, whatever its type says, in requests that are signed by a header or a URL. */
@Timeout(60)
class S3ContentTypeTests {
  private static final List<@Nullable String> TYPES =
      Arrays.asList(
          null,
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=unknown",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/json",
          "malformed",
          ";;");

  private static final List<byte[]> BODIES =
      Stream.of(
              "Action=AssumeRoleWithWebIdentity&Version=2009-04-15",
              "key=x&file=y",
              "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nstolen\r\n--x--\r\n",
              "")
          .map(String::getBytes)
          .toList();

  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/" + UUID.randomUUID();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @Proves("s3-any-type")
  void anObjectIsItsBytes() throws Exception {
    for (var type : TYPES) {
      for (var body : bodies()) {
        s3.putObject(
            it -> it.bucket(bucket).key(key).contentType(type), RequestBody.fromBytes(body));
        assertStored(type, body);
        put(
            presigned(it ->
                it.presignPutObject(put ->
                        put.signatureDuration(Duration.ofMinutes(1))
                            .putObjectRequest(object -> object.bucket(bucket).key(key)))
                    .url()
                    .toString()),
            type,
            body);
        assertStored(type, body);
      }
    }
  }

  @Test
  @Proves("s3-any-type")
  void aPartIsItsBytes() throws Exception {
    for (var type : TYPES) {
      for (var body : bodies()) {
        var upload =
            s3.createMultipartUpload(it -> it.bucket(bucket).key(key).contentType(type)).uploadId();
        put(
            presigned(it ->
                it.presignUploadPart(part ->
                        part.signatureDuration(Duration.ofMinutes(1))
                            .uploadPartRequest(each ->
                                each.bucket(bucket).key(key).uploadId(upload).partNumber(1)))
                    .url()
                    .toString()),
            type,
            body);
        var etag =
            s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload)).parts().getFirst();
        s3.completeMultipartUpload(it ->
            it.bucket(bucket)
                .key(key)
                .uploadId(upload)
                .overrideConfiguration(config -> {
                  if (type != null) {
                    config.putHeader("Content-Type", type);
                  }
                })
                .multipartUpload(parts ->
                    parts.parts(CompletedPart.builder().partNumber(1).eTag(etag.eTag()).build())));
        assertStored(type, body);
      }
    }
  }

  /** A key may look like a path of another service. */
  @Test
  @Proves("s3-any-type")
  void aPresignedUrlReachesS3WhateverItsKey() throws Exception {
    var wellKnown = key + "/.well-known/jwks.json";
    put(
        presigned(it ->
            it.presignPutObject(put ->
                    put.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(object -> object.bucket(bucket).key(wellKnown)))
                .url()
                .toString()),
        null,
        "x".getBytes());
    assertThat(s3.headObject(it -> it.bucket(bucket).key(wellKnown)).contentLength()).isEqualTo(1);
  }

  private static List<byte[]> bodies() {
    var binary = new byte[600_000];
    IntStream.range(0, binary.length).forEach(it -> binary[it] = (byte) it);
    return Stream.concat(BODIES.stream(), Stream.of(binary)).toList();
  }

  private void put(URI url, @Nullable String type, byte[] body) throws Exception {
    var request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private void assertStored(@Nullable String type, byte[] body) {
    var stored = s3.getObjectAsBytes(it -> it.bucket(bucket).key(key));
    assertThat(stored.asByteArray()).as("%s", type).isEqualTo(body);
    if (type != null) {
      assertThat(stored.response().contentType()).isEqualTo(type);
    }
  }

  private URI presigned(Function<S3Presigner, String> presign) {
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(localAws.endpoint())
            .region(LocalAws.REGION)
            .credentialsProvider(LocalAws.ROOT)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return URI.create(presign.apply(presigner));
    }
  }
}
