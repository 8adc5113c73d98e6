package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.journeys.AwsCalls.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the AWS calls of an upload and their price: ten uploads, less what an idle system does in
 * the same time. Writes the table to {@code journeys/target/upload-costs.md}.
 */
@Isolated
@Order(6)
class UploadCostsTests {

  private static final int UPLOADS = 10;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final String PUT = "s3 PutObject";

  private final JsonNode prices = prices();
  private final User dana = User.signedIn();
  private final SampleFile photo = SampleFile.dandelion();

  @Test
  void uploadNeedsFewAwsCallsBesidesItsRenditions() throws IOException, InterruptedException {
    // Fills the caches.
    dana.waitForNotification(dana.upload(photo.withUniqueComment()));
    Events.waitUntilDelivered();

    AwsCalls.reset();
    Thread.sleep(IDLE);
    var idle = AwsCalls.counts();

    AwsCalls.reset();
    var start = Instant.now();
    var uploads = new ArrayList<CreatedMedia>();
    for (int i = 1; i <= UPLOADS; i++) {
      uploads.add(dana.upload(photo.withUniqueComment()));
    }
    Queues.waitUntilEmpty();
    var duration = Duration.between(start, Instant.now());
    var each = each(AwsCalls.counts(), idle, (double) duration.toMillis() / IDLE.toMillis());

    long renditions = dana.waitForThumbnails(uploads.getLast()).images().size();
    Files.writeString(Path.of("target", "upload-costs.md"), table(each, renditions), UTF_8);
    var pipeline = new TreeMap<>(each);
    pipeline.keySet().removeIf(it -> !isOfThePipeline(it));
    double calls = pipeline.values().stream().mapToDouble(it -> it).sum();
    double dollars = dollars(pipeline);
    double renditionDollars = renditions * price(PUT);
    assertThat(calls - renditions).as("calls besides renditions").isLessThan(23);
    assertThat(dollars - renditionDollars).as("dollars besides renditions").isLessThan(14);
    assertThat(each.keySet()).as("a price for each").allSatisfy(it -> price(it.operation()));
  }

  /** The upload itself and the calls of media-service. */
  private static boolean isOfThePipeline(Name name) {
    return name.caller().contains("media-service") || name.operation().startsWith("s3 ");
  }

  private static Map<Name, Double> each(
      Map<Name, Long> counts, Map<Name, Long> idle, double factor) {
    var each = new TreeMap<Name, Double>();
    counts.forEach((name, count) -> {
      if (name.caller().equals("account")) {
        // These are calls of this test.
        return;
      }
      double net = count - idle.getOrDefault(name, 0L) * factor;
      if (net / UPLOADS >= 0.05) {
        each.put(name, net / UPLOADS);
      }
    });
    return each;
  }

  private double dollars(Map<Name, Double> calls) {
    return calls.entrySet().stream()
        .mapToDouble(it -> it.getValue() * price(it.getKey().operation()))
        .sum();
  }

  private double price(String operation) {
    var price = prices.path("perMillion").path(operation);
    assertThat(price.isNumber()).as("a price of %s", operation).isTrue();
    return price.doubleValue();
  }

  private String table(Map<Name, Double> each, long renditions) {
    var rows =
        each.entrySet().stream()
            .map(it ->
                "| %s | %s | %.1f | %.2f |"
                    .formatted(
                        it.getKey().caller(),
                        it.getKey().operation(),
                        it.getValue(),
                        it.getValue() * price(it.getKey().operation())))
            .collect(joining("\n"));
    return """
    | Caller | Operation | Calls per upload | $ per million uploads |
    | --- | --- | --- | --- |
    %s
    | total, with %d renditions | | %.1f | %.2f |
    """
        .formatted(
            rows, renditions, each.values().stream().mapToDouble(it -> it).sum(), dollars(each));
  }

  private static JsonNode prices() {
    try (var file = UploadCostsTests.class.getResourceAsStream("/aws-prices.json")) {
      return new JsonMapper().readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
