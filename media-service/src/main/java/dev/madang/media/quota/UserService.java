package dev.madang.media.quota;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.defaults.serviceclient.Idempotent;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The internal API of user-service, as far as this service uses it. */
@ClientRegistrationId("services")
@HttpExchange("/internal/users/{userId}")
interface UserService {

  @Idempotent
  @PostExchange("/reservations")
  void reserveSpace(@PathVariable String userId, @RequestBody ReserveSpaceRequest request);

  @DeleteExchange("/reservations")
  void releaseSpace(
      @PathVariable String userId,
      @RequestParam String path,
      @RequestParam long size,
      @RequestParam String sha256);

  @GetExchange("/quota")
  ObjectQuota getObjectQuota(@PathVariable String userId, @RequestParam String path);

  record ReserveSpaceRequest(String path, long size, String sha256, Instant expiresAt) {}

  /**
   * @param objectSize the counted size at the path; null if no object is counted
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ObjectQuota(long limit, long used, long reserved, @Nullable Long objectSize) {

    AvailableSpace availableSpace(long size) {
      var counted = objectSize == null ? OptionalLong.empty() : OptionalLong.of(objectSize);
      return AvailableSpace.of(limit, used, reserved, counted, size);
    }
  }

  /** Why a reservation is refused; only {@code quota-exceeded} has the numbers. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ReservationProblem(
      String type, @Nullable Long limit, @Nullable Long used, @Nullable Long reserved) {}
}
