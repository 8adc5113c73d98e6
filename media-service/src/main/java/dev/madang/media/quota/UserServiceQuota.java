package dev.madang.media.quota;

import dev.madang.media.UserId;
import dev.madang.media.quota.UserService.ReservationProblem;
import dev.madang.media.quota.UserService.ReservationRequest;
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

  private static final String QUOTA_EXCEEDED = "urn:madang:problem:quota-exceeded";
  private static final String TOO_MANY_OPEN_UPLOADS = "urn:madang:problem:too-many-open-uploads";

  private final UserService users;

  UserServiceQuota(UserService users) {
    this.users = users;
  }

  @Override
  public ReservationResult reserve(
      UserId userId, String path, long bytes, String sha256, Instant expiresAt) {
    return asked(() -> {
      try {
        users.reserve(userId.value(), new ReservationRequest(path, bytes, sha256, expiresAt));
        return new ReservationResult.Granted();
      } catch (HttpClientErrorException.Conflict refused) {
        return refusal(refused);
      }
    });
  }

  private static ReservationResult refusal(HttpClientErrorException refused) {
    var refusal = refused.getResponseBodyAs(ReservationProblem.class);
    if (refusal == null) {
      throw refused;
    }
    return switch (refusal.type()) {
      case QUOTA_EXCEEDED ->
          new ReservationResult.QuotaExceeded(
              orZero(refusal.limit()), orZero(refusal.used()), orZero(refusal.reserved()));
      case TOO_MANY_OPEN_UPLOADS -> new ReservationResult.TooManyOpenUploads();
      default -> throw refused;
    };
  }

  private static long orZero(@Nullable Long figure) {
    return figure == null ? 0 : figure;
  }

  @Override
  public void release(UserId userId, String path, long bytes, String sha256) {
    asked(() -> {
      users.release(userId.value(), path, bytes, sha256);
      return new ReservationResult.Granted();
    });
  }

  @Override
  public AvailableSpace availableSpace(UserId userId, String path, long bytes) {
    return asked(() -> users.existing(userId.value(), path).availableSpace(bytes));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (HttpClientErrorException ourMistake) {
      // Asked again it would be refused again, unless it is the token that has just ended.
      throw ourMistake.getStatusCode() == HttpStatus.UNAUTHORIZED
          ? new QuotaUnavailable(ourMistake)
          : ourMistake;
    } catch (RestClientException | OAuth2AuthorizationException away) {
      throw new QuotaUnavailable(away);
    }
  }
}
