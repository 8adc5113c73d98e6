package dev.madang.gateway.ratelimit;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.ratelimit.ClientNetwork;
import dev.madang.defaults.ratelimit.RateLimitStatus;
import dev.madang.defaults.ratelimit.RateLimiter;
import dev.madang.defaults.ratelimit.RateLimiters;
import dev.madang.gateway.problem.RejectedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Counts each request once, before its body is read. The response says what remains. */
@Component
@EnableConfigurationProperties(RateLimitProperties.class)
public class RequestRateLimiter {

  private static final CharSequence POLICY =
      HttpHeaders.createOptimized(RateLimitStatus.POLICY_HEADER);
  private static final CharSequence STATUS =
      HttpHeaders.createOptimized(RateLimitStatus.STATUS_HEADER);

  private final Policy users;
  private final Policy addresses;

  RequestRateLimiter(RateLimitProperties properties, RateLimiters limiters, MeterRegistry meters) {
    users = new Policy(limiters.limiter("user", properties.user()), rejected(meters, "user"));
    addresses =
        new Policy(
            limiters.addressLimiter("address", properties.address()), rejected(meters, "address"));
  }

  private static Counter rejected(MeterRegistry meters, String limit) {
    return Counter.builder("gateway.rate.limit.rejected").tag("limit", limit).register(meters);
  }

  /**
   * @throws RejectedException {@code too-many-requests}
   */
  public void countUser(HttpServerRequest request, String subject) {
    users.count(request, subject);
  }

  /**
   * Counts a request whose user is not known.
   *
   * @throws RejectedException {@code too-many-requests}
   */
  public void countAddress(HttpServerRequest request, String clientAddress) {
    addresses.count(request, ClientNetwork.of(clientAddress));
  }

  private record Policy(RateLimiter limiter, Counter rejected) {

    void count(HttpServerRequest request, String key) {
      var status = limiter.consume(key);
      var response = request.response();
      response.putHeader(POLICY, status.policy()).putHeader(STATUS, status.status());
      if (!status.accepted()) {
        rejected.increment();
        response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(status.resetSeconds()));
        throw new RejectedException(CommonProblem.TOO_MANY_REQUESTS);
      }
    }
  }
}
