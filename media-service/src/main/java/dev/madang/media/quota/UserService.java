package dev.madang.media.quota;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What we ask user-service. */
@ClientRegistrationId("services")
interface UserService {

  @PutExchange("/internal/users/{id}/reservations")
  void reserve(@PathVariable String id, @RequestBody ReservationRequest wish);

  @DeleteExchange("/internal/users/{id}/reservations")
  void release(
      @PathVariable String id,
      @RequestParam String path,
      @RequestParam long bytes,
      @RequestParam String sha256);

  @GetExchange("/internal/users/{id}/quota")
  QuotaSnapshot existing(@PathVariable String id, @RequestParam String path);

  record ReservationRequest(String path, long bytes, String sha256, Instant expiresAt) {}

  /**
   * @param counted at the path; null when nothing is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record QuotaSnapshot(long limit, long used, long reserved, @Nullable Long counted) {

    AvailableSpace availableSpace(long bytes) {
      var atThePath = counted == null ? OptionalLong.empty() : OptionalLong.of(counted);
      return AvailableSpace.of(limit, used, reserved, atThePath, bytes);
    }
  }

  /** Why it refuses a reservation; the figures come with an exceeded quota only. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ReservationProblem(
      String type, @Nullable Long limit, @Nullable Long used, @Nullable Long reserved) {}
}
