package dev.madang.media.quota;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.media.MediaProblem.QUOTA_EXCEEDED;
import static dev.madang.media.MediaProblem.TOO_MANY_OPEN_UPLOADS;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.UserId;
import dev.madang.media.quota.UserService.ReservationProblem;
import dev.madang.media.quota.UserService.ReserveSpaceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.registry.ImportHttpServices;

@Component
@ImportHttpServices(group = "user-service", types = UserService.class)
class UserServiceQuota implements Quota {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final UserService users;

  UserServiceQuota(UserService users) {
    this.users = users;
  }

  @Override
  public ReservationResult reserve(
      UserId userId, String path, long size, String sha256, Instant expiresAt) {
    return call(() -> {
      try {
        users.reserveSpace(userId.value(), new ReserveSpaceRequest(path, size, sha256, expiresAt));
        return new ReservationResult.Granted();
      } catch (HttpClientErrorException.Conflict refused) {
        return resultOf(refused);
      }
    });
  }

  private static ReservationResult resultOf(HttpClientErrorException refused) {
    var problem = refused.getResponseBodyAs(ReservationProblem.class);
    if (problem != null && problem.type().equals(QUOTA_EXCEEDED.type().toString())) {
      return new ReservationResult.QuotaExceeded(
          orZero(problem.limit()), orZero(problem.used()), orZero(problem.reserved()));
    }
    if (problem != null && problem.type().equals(TOO_MANY_OPEN_UPLOADS.type().toString())) {
      return new ReservationResult.TooManyOpenUploads();
    }
    throw refused;
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  @Override
  public void release(UserId userId, String path, long size, String sha256) {
    call(() -> {
      users.releaseSpace(userId.value(), path, size, sha256);
      return new ReservationResult.Granted();
    });
  }

  @Override
  public AvailableSpace availableSpace(UserId userId, String path, long size) {
    return call(() -> users.getObjectQuota(userId.value(), path).availableSpace(size));
  }

  private static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (HttpClientErrorException refused) {
      // Repeating the request does not help, unless its token has just expired.
      throw refused.getStatusCode() == HttpStatus.UNAUTHORIZED ? unavailable(refused) : refused;
    } catch (RestClientException | OAuth2AuthorizationException failed) {
      throw unavailable(failed);
    }
  }

  private static ProblemException unavailable(Exception cause) {
    return SERVICE_UNAVAILABLE.exception(cause).retryAfter(RETRY_AFTER);
  }
}
