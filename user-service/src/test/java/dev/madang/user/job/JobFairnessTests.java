package dev.madang.user.job;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** One user has many jobs in the queue, such as exports and folder deletions. */
class JobFairnessTests extends RunningService {

  private static final int QUEUED = 200;
  private static final int LONGEST_WAIT = 20;

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final MessageListenerContainerRegistry listeners;
  private final Jobs jobs;
  private final SlowJobs slow;

  @Autowired
  JobFairnessTests(MessageListenerContainerRegistry listeners, Jobs jobs, SlowJobs slow) {
    this.listeners = listeners;
    this.jobs = jobs;
    this.slow = slow;
  }

  @Test
  void jobWaitsForAtMostTwentyOfAnotherUsersTwoHundred() {
    var listener = Objects.requireNonNull(listeners.getContainerById("jobs"));
    listener.stop();
    IntStream.range(0, QUEUED).forEach(i -> start(ada));
    listener.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> slow.owners.size() > 20);

    int before = slow.owners.size();
    start(kim);
    await().atMost(Duration.ofSeconds(60)).until(() -> slow.owners.contains(kim));

    var meanwhile = slow.owners.stream().skip(before).takeWhile(ada::equals).collect(toList());
    assertThat(meanwhile).hasSizeLessThanOrEqualTo(LONGEST_WAIT);
    assertThat(slow.owners).as("the backlog was there").hasSizeLessThan(QUEUED);
  }

  private void start(UserId owner) {
    jobs.start(JobId.next(), "slow", owner, Map.of());
  }

  @TestConfiguration
  static class Configuration {
    @Bean
    SlowJobs slowJobs() {
      return new SlowJobs();
    }
  }

  static final class SlowJobs implements JobHandler {

    private final List<UserId> owners = new CopyOnWriteArrayList<>();

    @Override
    public String type() {
      return "slow";
    }

    @Override
    public SliceResult next(Job job) {
      try {
        Thread.sleep(500);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      owners.add(job.owner());
      return new SliceResult.Done(Map.of(), new Progress(1, 1));
    }
  }
}
