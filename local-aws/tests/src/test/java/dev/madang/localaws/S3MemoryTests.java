package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The memory limit of the container holds, whatever the size of an upload. */
@EnabledOnOs(OS.LINUX)
class S3MemoryTests {
  private static final String BUCKET = "large";
  private static final int PARTS = 8;
  private static final int MEGABYTES = 25;
  private static final byte[] PART = new byte[MEGABYTES << 20];

  /** In MB: what the process has beside the part that it maps. */
  private static final int MOST = 200;

  private final Emulator emulator = Emulator.start();
  private final S3Client s3 =
      S3Client.builder()
          .endpointOverride(emulator.endpoint())
          .region(LocalAws.REGION)
          .credentialsProvider(LocalAws.ROOT)
          .forcePathStyle(true)
          .build();

  S3MemoryTests() {
    new Random(1).nextBytes(PART);
    s3.createBucket(it -> it.bucket(BUCKET));
  }

  @AfterEach
  void stop() {
    emulator.kill();
  }

  @Test
  void anUploadOf200MbStaysOnDisk() throws IOException {
    var upload = s3.createMultipartUpload(it -> it.bucket(BUCKET).key("parts")).uploadId();
    var parts = IntStream.rangeClosed(1, PARTS).mapToObj(number -> part(upload, number)).toList();
    s3.completeMultipartUpload(it ->
        it.bucket(BUCKET).key("parts").uploadId(upload).multipartUpload(all -> all.parts(parts)));
    assertThat(peakInMegabytes()).isLessThan(MOST);

    var size = s3.headObject(it -> it.bucket(BUCKET).key("parts")).contentLength();
    assertThat(size).isEqualTo((long) PARTS * PART.length);
    var last = "bytes=-" + PART.length;
    var tail = s3.getObjectAsBytes(it -> it.bucket(BUCKET).key("parts").range(last));
    assertThat(Arrays.equals(tail.asByteArrayUnsafe(), PART)).isTrue();
    assertThat(peakInMegabytes()).isLessThan(MOST);
  }

  private CompletedPart part(String upload, int number) {
    var sent =
        s3.uploadPart(
            it -> it.bucket(BUCKET).key("parts").uploadId(upload).partNumber(number),
            RequestBody.fromBytes(PART));
    return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
  }

  private int peakInMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + emulator.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
