package dev.madang.user.quota;

import static dev.madang.user.UserProblem.USER_NOT_FOUND;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.IfMatch;
import dev.madang.defaults.web.Versioned;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.profile.Profiles;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

@ApiController("/admin/users/{id}/quota")
@Tag(
    name = "Administration",
    description = "For administrators: users, their groups and quotas, and imports of users")
@ApiProblems(USER_NOT_FOUND)
class AdminQuotaController {

  private final Quotas quotas;
  private final Profiles profiles;
  private final SecurityEvents events;

  AdminQuotaController(Quotas quotas, Profiles profiles, SecurityEvents events) {
    this.quotas = quotas;
    this.profiles = profiles;
    this.events = events;
  }

  @GetMapping
  @Operation(
      summary = "Get the quota of a user",
      description = "The ETag is needed to change the quota. It changes with every upload.")
  @ApiResponse(responseCode = "200", description = "The quota")
  Versioned<QuotaView> getUserQuota(
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id) {
    return response(quotas.versioned(requireProfile(id)));
  }

  @PutMapping
  @Operation(
      summary = "Change the quota of a user",
      description =
          "Only the limit can be changed. Nothing is deleted if the new limit is exceeded. Send"
              + " `If-Match: *` to ignore concurrent uploads.")
  @ApiResponse(responseCode = "200", description = "The changed quota")
  Versioned<QuotaView> setUserQuota(
      @CurrentUser UserId admin,
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id,
      @RequestHeader(HttpHeaders.IF_MATCH) IfMatch condition,
      @RequestBody @Valid SetUserQuotaRequest request,
      ClientInfo client) {
    var changed = quotas.setLimit(requireProfile(id), request.limit(), condition.version());
    var details = Map.of("adminId", admin.value(), "limit", request.limit().toString());
    // Without the administrator's address: the user can read these events.
    events.record(
        id,
        SecurityEventType.QUOTA_CHANGED_BY_ADMIN,
        new ClientInfo("", client.userAgent()),
        details);
    return response(changed);
  }

  private UserId requireProfile(UserId id) {
    return profiles.find(id).orElseThrow(USER_NOT_FOUND::exception).id();
  }

  private static Versioned<QuotaView> response(VersionedQuota found) {
    return Versioned.ok(QuotaView.of(found.quota()), found.version());
  }

  /**
   * @param limit in bytes; at most one pebibyte
   */
  @Schema(description = "The new limit of a quota")
  record SetUserQuotaRequest(
      @NotNull @Min(0) @Max(1L << 50) @Schema(description = "In bytes", example = "10737418240")
          Long limit) {}
}
