package dev.madang.user.securityevent;

import com.github.f4b6a3.ulid.Ulid;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@ApiController
@Tag(
    name = "Security events",
    description = "Security-relevant events of the account, such as sign-ins")
class SecurityEventController {

  private final SecurityEvents events;

  SecurityEventController(SecurityEvents events) {
    this.events = events;
  }

  @GetMapping("/me/security-events")
  @Operation(
      summary = "List the security events of the last year",
      description =
          "The newest event comes first. Events cannot be changed or deleted through the API."
              + " Failed sign-ins are counted: there is one event a day (UTC) for each `step`, with"
              + " `count` and `lastAt` in `details`; it comes after the other events of its day. The"
              + " event of the current day for `sign-in-failed` is updated with each failure.")
  Page<SecurityEventView> listSecurityEvents(
      @CurrentUser UserId user,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(id -> Ulid.from(id).toString()));
    var found = events.newest(user, before, limit + 1);
    return Page.of(found, limit, SecurityEventView::of, SecurityEvent::id);
  }

  @Schema(name = "SecurityEvent")
  record SecurityEventView(
      @Schema(
              example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
              pattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
              maxLength = 26)
          String id,
      @Schema(
              description = "Later versions add types",
              implementation = String.class,
              example = "signed-in",
              pattern = "^[a-z-]+$",
              maxLength = 64)
          SecurityEventType type,
      Instant createdAt,
      @Schema(
              description = "The client's IP address; empty if it is not the user's own client",
              example = "203.0.113.7",
              pattern = "^[0-9A-Za-z.:%_-]*$",
              maxLength = 64)
          String address,
      @Schema(
              description = "The client's User-Agent header",
              example = "Mozilla/5.0",
              maxLength = 200)
          String userAgent,
      @Schema(
              description = "Facts that depend on the type",
              example = "{\"sessionId\": \"0f2d6c1e-8f3a-4d53-9d57-6c4f3f0b8a11\"}")
          Map<String, String> details) {

    static SecurityEventView of(SecurityEvent event) {
      return new SecurityEventView(
          event.id(),
          event.type(),
          event.createdAt(),
          event.client().address(),
          event.client().userAgent(),
          event.details());
    }
  }
}
