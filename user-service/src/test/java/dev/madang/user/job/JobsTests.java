package dev.madang.user.job;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.Job.State;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Jobs with a real queue and a real table. */
@Import(JobsTests.Counting.class)
class JobsTests extends RunningService {

  private final Jobs jobs;
  private final MockMvcTester http;

  @Autowired
  JobsTests(Jobs jobs, MockMvcTester http) {
    this.jobs = jobs;
    this.http = http;
  }

  @Test
  void ownerReadsTheResult() {
    var ada = AWS.users().signedIn();
    var job = jobs.start(JobId.next(), "counting", new UserId(ada.sub()), Map.of("upTo", "3"));

    await()
        .atMost(ofSeconds(20))
        .until(() -> jobs.find(job.id()).orElseThrow().state() instanceof State.Done);

    var request = http.get().uri("/v1/me/jobs/" + job.id());
    assertThat(request.header(HttpHeaders.AUTHORIZATION, "Bearer " + ada.accessToken()))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"type": "counting", "status": "succeeded", "progress": {"done": 3, "total": 3},
             "result": {"counted": "3"}}
            """);
  }

  @Test
  void anotherUserFindsNoJob() {
    var otherUser = AWS.users().signedIn();
    var owner = new UserId(UUID.randomUUID().toString());
    var job = jobs.start(JobId.next(), "counting", owner, Map.of("upTo", "1"));

    for (var id : new String[] {job.id().value(), JobId.next().value(), "no-job"}) {
      var request = http.get().uri("/v1/me/jobs/" + id);
      assertThat(request.header(HttpHeaders.AUTHORIZATION, "Bearer " + otherUser.accessToken()))
          .hasStatus(404)
          .bodyJson()
          .extractingPath("$.type")
          .isEqualTo("urn:madang:problem:job-not-found");
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Counting {

    @Bean
    JobHandler counting() {
      return new JobHandler() {
        @Override
        public String type() {
          return "counting";
        }

        @Override
        public SliceResult next(Job job) {
          int counted = Integer.parseInt(job.checkpoint().getOrDefault("counted", "0")) + 1;
          int upTo = Integer.parseInt(job.input().getOrDefault("upTo", "0"));
          var checkpoint = Map.of("counted", Integer.toString(counted));
          var progress = new Progress(counted, upTo);
          return counted == upTo
              ? new SliceResult.Done(checkpoint, progress)
              : new SliceResult.Later(checkpoint, progress, Duration.ofSeconds(1));
        }
      };
    }
  }
}
