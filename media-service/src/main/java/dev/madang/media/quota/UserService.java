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
  void reserve(@PathVariable String id, @RequestBody Wish wish);

  @DeleteExchange("/internal/users/{id}/reservations")
  void giveBack(
      @PathVariable String id,
      @RequestParam String path,
      @RequestParam long bytes,
      @RequestParam String sha256);

  @GetExchange("/internal/users/{id}/quota")
  Standing standing(@PathVariable String id, @RequestParam String path);

  record Wish(String path, long bytes, String sha256, Instant expiresAt) {}

  /**
   * @param counted at the path; null when nothing is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Standing(long limit, long used, long reserved, @Nullable Long counted) {

    Room roomFor(long bytes) {
      var atThePath = counted == null ? OptionalLong.empty() : OptionalLong.of(counted);
      return Room.of(limit, used, reserved, atThePath, bytes);
    }
  }

  /** Why it refuses a reservation; the figures come with an exceeded quota only. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record AuthenticationProblem(String type, @Nullable Long limit, @Nullable Long used, @Nullable Long reserved) {}
}
