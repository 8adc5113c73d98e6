package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Multipart uploads with SHA-256 checksums. */
class S3MultipartTests {
  private static final int SMALLEST = 5 << 20;
  private static final byte[] FIRST = bytes(1, SMALLEST);
  private static final byte[] SECOND = bytes(2, SMALLEST + 1);
  private static final byte[] LAST = bytes(3, 1000);

  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder());
  private final HttpClient http = HttpClient.newHttpClient();
  private final String bucket = localAws.output("PrivateSpaceBucket");
  private final String key = "private/tests/media/" + UUID.randomUUID();
  private final S3Presigner presigner =
      S3Presigner.builder()
          .endpointOverride(localAws.endpoint())
          .region(LocalAws.REGION)
          .credentialsProvider(LocalAws.ROOT)
          .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
          .build();

  @Test
  @Proves("s3-part-signed")
  void aPresignedPartRejectsOtherBytesAndLengths() throws Exception {
    var upload = begin(key).uploadId();
    var other = LAST.clone();
    other[0]++;

    assertThat(put(upload, other).body()).contains("BadDigest");
    assertThat(put(upload, Arrays.copyOf(LAST, 999)).body()).contains("SignatureDoesNotMatch");
    assertThat(s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload)).parts()).isEmpty();
    var taken = put(upload, LAST);
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(taken.headers().firstValue("x-amz-checksum-sha256")).contains(Digests.sha256(LAST));
  }

  @Test
  @Proves("s3-part-checksum")
  void aPartNeedsAChecksumOfItsUploadsAlgorithm() {
    var begun = begin(key);
    assertThat(begun.checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.SHA256);
    assertThat(begun.checksumType()).isEqualTo(ChecksumType.COMPOSITE);

    assertRefused(
        "InvalidRequest",
        () ->
            s3.uploadPart(
                it ->
                    it.bucket(bucket)
                        .key(key)
                        .uploadId(begun.uploadId())
                        .partNumber(1)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(LAST)));
    assertRefused("InvalidArgument", () -> part(begun.uploadId(), 10_001, LAST));
    assertRefused("NoSuchUpload", () -> part("unknown", 1, LAST));
  }

  @Test
  @Proves("s3-part-list")
  void listsPartsInPagesWithTheirChecksums() {
    var upload = begin(key).uploadId();
    part(upload, 7, LAST);
    part(upload, 2, FIRST);
    part(upload, 9, SECOND);
    part(upload, 2, SECOND);

    var first = s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload).maxParts(2));
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.nextPartNumberMarker()).isEqualTo(7);
    assertThat(first.checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.SHA256);
    assertThat(first.parts()).extracting(Part::partNumber).containsExactly(2, 7);
    assertThat(first.parts())
        .extracting(Part::checksumSHA256)
        .containsExactly(Digests.sha256(SECOND), Digests.sha256(LAST));
    assertThat(first.parts()).extracting(Part::size).containsExactly(SMALLEST + 1L, 1000L);

    var all =
        s3.listPartsPaginator(it -> it.bucket(bucket).key(key).uploadId(upload).maxParts(2))
            .parts();
    assertThat(all).extracting(Part::partNumber).containsExactly(2, 7, 9);
  }

  @Test
  @Proves("s3-upload-list")
  void listsOpenUploadsByPrefixInPages() {
    var before = Instant.now().minusSeconds(2);
    var uploads = new ArrayList<String>();
    for (var name : List.of("/ä b", "/b", "/b", "/c")) {
      uploads.add(begin(key + name).uploadId());
    }
    begin(key.substring(0, key.length() - 1));

    var listed =
        s3
            .listMultipartUploadsPaginator(it -> it.bucket(bucket).prefix(key + "/").maxUploads(2))
            .uploads()
            .stream()
            .toList();

    assertThat(listed)
        .extracting(MultipartUpload::uploadId)
        .containsExactly(uploads.get(1), uploads.get(2), uploads.get(3), uploads.get(0));
    assertThat(listed.getLast().key()).isEqualTo(key + "/ä b");
    assertThat(listed)
        .allSatisfy(it -> {
          assertThat(it.initiated()).isBetween(before, Instant.now());
          assertThat(it.checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.SHA256);
        });
  }

  @Test
  @Proves("s3-upload-pages")
  void listsOpenUploadsWhileTheyAreAborted() {
    for (int i = 0; i < 5; i++) {
      begin(key);
    }
    var aborted = 0;
    for (var upload :
        s3.listMultipartUploadsPaginator(it -> it.bucket(bucket).prefix(key).maxUploads(2))
            .uploads()) {
      s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload.uploadId()));
      aborted++;
    }
    assertThat(aborted).isEqualTo(5);
  }

  @Test
  @Proves("s3-complete-checksum")
  void aCompletionNeedsTheChecksumOfEachPart() {
    var upload = begin(key).uploadId();
    var parts = List.of(part(upload, 1, FIRST), part(upload, 2, LAST));

    assertRefused(
        "InvalidRequest",
        () ->
            complete(
                upload, parts.stream().map(it -> it.copy(p -> p.checksumSHA256(null))).toList()));
    assertRefused(
        "InvalidPart",
        () ->
            complete(
                upload,
                List.of(
                    parts.getFirst(),
                    parts.getLast().copy(p -> p.checksumSHA256(Digests.sha256(""))))));
    assertRefused(
        "BadDigest",
        () -> complete(upload, parts, it -> it.checksumSHA256(Digests.sha256("") + "-2")));
    assertRefused("InvalidRequest", () -> complete(upload, parts, it -> it.mpuObjectSize(1L)));

    complete(
        upload,
        parts,
        it -> it.checksumSHA256(composite(FIRST, LAST) + "-2").mpuObjectSize(SMALLEST + 1000L));
    assertThat(s3.headObject(it -> it.bucket(bucket).key(key)).contentLength())
        .isEqualTo(SMALLEST + 1000L);
  }

  @Test
  @Proves("s3-complete-order")
  void partsMustBeInOrderAndLargeEnough() {
    var upload = begin(key).uploadId();
    var first = part(upload, 1, LAST);
    var second = part(upload, 2, FIRST);
    var third = part(upload, 3, LAST);

    assertRefused("InvalidPartOrder", () -> complete(upload, List.of(second, first)));
    assertRefused("InvalidPartOrder", () -> complete(upload, List.of(first, first)));
    assertRefused("EntityTooSmall", () -> complete(upload, List.of(first, second, third)));
    assertRefused("MalformedXML", () -> complete(upload, List.of()));
    assertRefused(
        "InvalidPart", () -> complete(upload, List.of(first.copy(it -> it.partNumber(4)))));
    assertThat(s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload)).parts()).hasSize(3);

    var again = part(upload, 1, SECOND);
    complete(upload, List.of(again, second, third));
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray())
        .isEqualTo(joined(SECOND, FIRST, LAST));
  }

  @Test
  @Proves("s3-complete-consecutive")
  void partNumbersMustBeConsecutiveWithChecksums() {
    var upload = begin(key).uploadId();
    var parts = List.of(part(upload, 1, FIRST), part(upload, 3, LAST));

    assertRefused("InternalError", () -> complete(upload, parts));
  }

  @Test
  @Proves("s3-complete-if-none-match")
  void oneOfManyCompletionsOfAKeySucceeds() {
    var completions =
        IntStream.range(0, 6)
            .mapToObj(_ -> begin(key).uploadId())
            .map(upload -> new Object[] {upload, List.of(part(upload, 1, LAST))})
            .toList();
    var statuses =
        completions.stream()
            .map(it -> CompletableFuture.supplyAsync(() -> completesAsTheFirst(it)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(statuses).containsOnlyOnce(200).contains(412).hasSize(6);
    s3.putObject(it -> it.bucket(bucket).key(key + "-put"), RequestBody.fromString("first"));
    var upload = s3.createMultipartUpload(it -> it.bucket(bucket).key(key + "-put")).uploadId();
    assertThat(s3.listMultipartUploads(it -> it.bucket(bucket).prefix(key + "-put")).uploads())
        .extracting(MultipartUpload::uploadId)
        .containsExactly(upload);
  }

  @Test
  @Proves("s3-complete-again")
  void aRepeatedCompletionReturnsTheSameResponse() {
    var upload = begin(key).uploadId();
    var parts = List.of(part(upload, 1, FIRST), part(upload, 2, LAST));
    var once = complete(upload, parts, it -> it.ifNoneMatch("*"));
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("later"));

    var twice = complete(upload, parts, it -> it.ifNoneMatch("*"));

    assertThat(twice.versionId()).isEqualTo(once.versionId());
    assertThat(twice.eTag()).isEqualTo(once.eTag());
    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String())
        .isEqualTo("later");
    assertRefused(
        "NoSuchUpload",
        () -> s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload)));
  }

  @Test
  @Proves("s3-abort")
  void anAbortedUploadNoLongerExists() {
    var upload = begin(key).uploadId();
    var part = part(upload, 1, LAST);
    s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload));

    assertRefused("NoSuchUpload", () -> part(upload, 2, LAST));
    assertRefused("NoSuchUpload", () -> complete(upload, List.of(part)));
    assertRefused(
        "NoSuchUpload", () -> s3.listParts(it -> it.bucket(bucket).key(key).uploadId(upload)));
    assertRefused(
        "NoSuchUpload",
        () -> s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload)));
  }

  @Test
  @Proves("s3-composite")
  void aMultipartObjectHasACompositeChecksum() {
    var upload = begin(key).uploadId();
    var parts = List.of(part(upload, 1, FIRST), part(upload, 2, SECOND), part(upload, 3, LAST));
    var completed = complete(upload, parts);
    var expected = composite(FIRST, SECOND, LAST);

    assertThat(completed.checksumSHA256()).isEqualTo(expected + "-3");
    assertThat(completed.versionId()).isNotBlank();
    var head =
        s3.headObject(it ->
            it.bucket(bucket)
                .key(key)
                .versionId(completed.versionId())
                .checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumSHA256()).isEqualTo(expected + "-3");
    assertThat(head.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(head.versionId()).isEqualTo(completed.versionId());
    assertThat(head.eTag()).isEqualTo(completed.eTag()).endsWith("-3\"");
    assertThat(head.contentType()).isEqualTo("image/jpeg");
    assertThat(head.metadata()).containsExactly(Map.entry("name", "value"));
    var attributes =
        s3.getObjectAttributes(it ->
            it.bucket(bucket)
                .key(key)
                .objectAttributes(ObjectAttributes.CHECKSUM, ObjectAttributes.OBJECT_SIZE));
    assertThat(attributes.checksum().checksumSHA256()).as("without the number").isEqualTo(expected);
    assertThat(attributes.checksum().checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(attributes.objectSize()).isEqualTo(2L * SMALLEST + 1001);
  }

  @Test
  @Proves("s3-composite-copy")
  void theCopyOfAMultipartObjectHasTheChecksumOfItsBytes() {
    var upload = begin(key).uploadId();
    complete(upload, List.of(part(upload, 1, FIRST), part(upload, 2, LAST)));

    s3.copyObject(it ->
        it.sourceBucket(bucket)
            .sourceKey(key)
            .destinationBucket(bucket)
            .destinationKey(key + "-copy"));

    var head =
        s3.headObject(
            it -> it.bucket(bucket).key(key + "-copy").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumSHA256()).isEqualTo(Digests.sha256(joined(FIRST, LAST)));
    assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
  }

  @Test
  void anUploadNeedsNoChecksumAlgorithm() {
    var upload = s3.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
    var parts = new ArrayList<CompletedPart>();
    for (var number : List.of(1, 3)) {
      var bytes = number == 1 ? FIRST : LAST;
      var response =
          s3.uploadPart(
              it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(number),
              RequestBody.fromBytes(bytes));
      parts.add(CompletedPart.builder().partNumber(number).eTag(response.eTag()).build());
    }
    complete(upload, parts);

    assertThat(s3.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray())
        .isEqualTo(joined(FIRST, LAST));
  }

  @Test
  @Proves("s3-range")
  void readsARangeOfAVersion() {
    var upload = begin(key).uploadId();
    var version =
        complete(upload, List.of(part(upload, 1, FIRST), part(upload, 2, LAST))).versionId();
    s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("later"));

    assertThat(range(version, "bytes=0-63")).isEqualTo(Arrays.copyOf(FIRST, 64));
    assertThat(range(version, "bytes=%d-".formatted(SMALLEST))).isEqualTo(LAST);
    assertThat(range(version, "bytes=-10")).isEqualTo(Arrays.copyOfRange(LAST, 990, 1000));
    assertThat(range(version, "bytes=%d-%d".formatted(SMALLEST - 1, SMALLEST + 99_999)))
        .hasSize(1001);
    assertRefused("InvalidRange", () -> range(version, "bytes=99999999-"));
    assertThat(range(version, "bytes=two-three")).hasSize(SMALLEST + 1000);
  }

  private byte[] range(String version, String range) {
    return s3.getObjectAsBytes(it -> it.bucket(bucket).key(key).versionId(version).range(range))
        .asByteArray();
  }

  private int completesAsTheFirst(Object[] begun) {
    try {
      @SuppressWarnings("unchecked")
      var parts = (List<CompletedPart>) begun[1];
      return complete((String) begun[0], parts, it -> it.ifNoneMatch("*"))
          .sdkHttpResponse()
          .statusCode();
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private CreateMultipartUploadResponse begin(String key) {
    return s3.createMultipartUpload(it ->
        it.bucket(bucket)
            .key(key)
            .contentType("image/jpeg")
            .metadata(Map.of("name", "value"))
            .checksumAlgorithm(ChecksumAlgorithm.SHA256)
            .checksumType(ChecksumType.COMPOSITE));
  }

  private CompletedPart part(String upload, int number, byte[] bytes) {
    var response =
        s3.uploadPart(
            it ->
                it.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumSHA256(Digests.sha256(bytes)),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(response.eTag())
        .checksumSHA256(response.checksumSHA256())
        .build();
  }

  private HttpResponse<String> put(String upload, byte[] bytes) throws Exception {
    var link =
        presigner.presignUploadPart(it ->
            it.signatureDuration(Duration.ofMinutes(1))
                .uploadPartRequest(part ->
                    part.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(1)
                        .contentLength((long) LAST.length)
                        .checksumSHA256(Digests.sha256(LAST))));
    assertThat(link.signedHeaders()).containsKeys("content-length", "x-amz-checksum-sha256");
    var request =
        HttpRequest.newBuilder(link.url().toURI())
            .PUT(BodyPublishers.ofByteArray(bytes))
            .header("x-amz-checksum-sha256", Digests.sha256(LAST));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private CompleteMultipartUploadResponse complete(String upload, List<CompletedPart> parts) {
    return complete(upload, parts, _ -> {});
  }

  private CompleteMultipartUploadResponse complete(
      String upload,
      List<CompletedPart> parts,
      Consumer<CompleteMultipartUploadRequest.Builder> more) {
    return s3.completeMultipartUpload(it -> {
      it.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts));
      more.accept(it);
    });
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    var refused = catchThrowableOfType(S3Exception.class, call);
    assertThat(refused).as(code).isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  private static String composite(byte[]... parts) {
    var digests = new ByteArrayOutputStream();
    for (var part : parts) {
      digests.writeBytes(Base64.getDecoder().decode(Digests.sha256(part)));
    }
    return Digests.sha256(digests.toByteArray());
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] bytes(int seed, int length) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
