package dev.madang.user.usedcode;

import static dev.madang.user.usedcode.UsedCodes.Purpose.CONFIRM_ADDRESS;
import static dev.madang.user.usedcode.UsedCodes.Purpose.RESET_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.LocalAws;
import dev.madang.user.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoUsedCodesTests {

  private static final String CODE = "123456";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T09:30:00Z"));
  private final String email = UUID.randomUUID() + "@example.com";
  private final AtomicInteger uses = new AtomicInteger();
  private final UsedCodes codes = instance();

  private UsedCodes instance() {
    return new DynamoUsedCodes(
        LocalAws.running().client(DynamoDbClient.builder()),
        new UsedCodeProperties(
            "user-service-used-codes", Duration.ofMinutes(10), Duration.ofSeconds(12)),
        clock);
  }

  @Test
  void aCodeIsUsedOnceInTenMinutesByAllInstances() {
    assertThat(use(codes)).isTrue();
    assertThat(use(codes)).isFalse();
    clock.pass(Duration.ofMinutes(9));
    assertThat(use(instance())).isFalse();
    assertThat(uses).hasValue(1);

    clock.pass(Duration.ofMinutes(2));
    assertThat(use(codes)).isTrue();
  }

  @Test
  void anotherAccountCodeOrPurposeIsAnotherUse() {
    assertThat(use(codes)).isTrue();

    assertThat(codes.use(RESET_PASSWORD, email, CODE, uses::incrementAndGet)).isTrue();
    assertThat(codes.use(CONFIRM_ADDRESS, email, "654321", uses::incrementAndGet)).isTrue();
    assertThat(codes.use(CONFIRM_ADDRESS, "other-" + email, CODE, uses::incrementAndGet)).isTrue();
    assertThat(uses).hasValue(4);
  }

  @Test
  void aFailedUseCanBeRepeatedAtOnce() {
    assertThatThrownBy(() ->
            codes.use(
                CONFIRM_ADDRESS,
                email,
                CODE,
                () -> {
                  throw new IllegalStateException("wrong code");
                }))
        .hasMessage("wrong code");

    assertThat(use(codes)).isTrue();
    assertThat(uses).hasValue(1);
  }

  @Test
  void aSimultaneousUseWaitsForTheResultUnlessTheFirstOneCrashed() throws Exception {
    var started = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> codes.use(CONFIRM_ADDRESS, email, CODE, hang(started, end)));
      started.await();
      var second = threads.submit(() -> use(instance()));
      Thread.sleep(300);
      assertThat(second.isDone()).isFalse();

      clock.pass(Duration.ofSeconds(13));

      assertThat(second.get()).isTrue();
      end.countDown();
      assertThat(first.get()).isTrue();
    }
  }

  @Test
  void anEndedClaimThatFailsLateDoesNotUndoTheUseOfAnother() throws Exception {
    var started = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(() ->
              codes.use(
                  CONFIRM_ADDRESS,
                  email,
                  CODE,
                  () -> {
                    hang(started, end).run();
                    throw new IllegalStateException("wrong code");
                  }));
      started.await();
      clock.pass(Duration.ofSeconds(13));
      assertThat(use(instance())).isTrue();

      end.countDown();
      assertThatThrownBy(first::get).hasRootCauseMessage("wrong code");
    }

    assertThat(use(codes)).isFalse();
  }

  private static Runnable hang(CountDownLatch started, CountDownLatch end) {
    return () -> {
      started.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private boolean use(UsedCodes instance) {
    return instance.use(CONFIRM_ADDRESS, email, CODE, uses::incrementAndGet);
  }
}
