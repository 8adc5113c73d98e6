package dev.madang.user.quota;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import dev.madang.user.profile.Profiles;
import dev.madang.user.quota.QuotaController.QuotaView;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Open to the group admin only; see madang.security.roles. */
@RestController
@Tag(name = "Administration")
@ApiProblem(status = 403, problem = "not-allowed")
@ApiProblem(status = 404, problem = "user-not-found")
class AdminQuotaController {

  private final Quotas quotas;
  private final Profiles profiles;
  private final SecurityEvents events;

  AdminQuotaController(Quotas quotas, Profiles profiles, SecurityEvents events) {
    this.quotas = quotas;
    this.profiles = profiles;
    this.events = events;
  }

  @GetMapping("/v1/admin/users/{id}/quota")
  @Operation(summary = "How much a user's private space may hold")
  ResponseEntity<QuotaView> quotaOfUser(@PathVariable UserId id) {
    return answer(quotas.of(known(id)));
  }

  @PutMapping("/v1/admin/users/{id}/quota")
  @Operation(
      summary = "Change how much a user's private space may hold",
      description = "What is there stays, even if it is more.")
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  ResponseEntity<QuotaView> changeQuotaOfUser(
      @PathVariable UserId id,
      @RequestBody @Valid QuotaChange change,
      @AuthenticationPrincipal Jwt token,
      HttpServletRequest request) {
    var changed = quotas.limit(known(id), change.limitBytes());
    events.record(
        id,
        SecurityEventType.QUOTA_CHANGED_BY_ADMIN,
        ClientInfo.of(request),
        Map.of(
            "by", requireNonNull(token.getSubject()),
            "limitBytes", change.limitBytes().toString()));
    return answer(changed);
  }

  private UserId known(UserId id) {
    return profiles.find(id).orElseThrow(() -> new UserNotFound(id)).id();
  }

  private static ResponseEntity<QuotaView> answer(Quota quota) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(QuotaView.of(quota));
  }

  /** At most one pebibyte. */
  record QuotaChange(
      @NotNull @Min(0) @Max(1L << 50) @Schema(example = "10737418240") Long limitBytes) {}
}
