package dev.madang.journeys;

import static dev.madang.journeys.Service.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a photo never pass our services: the gateway is the only door to them, and the
 * system counts what it reads.
 */
@Order(6)
class StraightToS3Tests {

  private static final long SLACK = 200_000;

  @BeforeEach
  void onlyLinuxCounts() {
    assumeTrue(Files.exists(Path.of("/proc/self/io")));
  }

  @Test
  void theGatewayReadsFewerBytesThanThePhotoHas() throws IOException {
    var dana = Person.joined();
    var photo = Photo.dandelion();

    var before = readByTheGateway();
    var media = dana.waitForThumbnails(dana.uploadPhoto(photo));
    media.renditions().forEach(rendition -> rendition.fetch().expect(200));

    assertThat(readByTheGateway() - before).isLessThan(SLACK).isLessThan(photo.size());
  }

  @Test
  void whatPassesTheGatewayIsCounted() throws IOException {
    var before = readByTheGateway();
    Person.joined().api().post("/v1/media", "x".repeat((int) SLACK));
    assertThat(readByTheGateway() - before).isGreaterThan(SLACK);
  }

  private static long readByTheGateway() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(Madang.pid(GATEWAY)), "io")).stream()
        .filter(line -> line.startsWith("rchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
        .findFirst()
        .orElseThrow();
  }
}
