package dev.madang.user.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.Cursor;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The gateway polls it every two seconds. */
@RestController
@Tag(name = "Internal", description = "Operations for other services of Madang")
class RevocationController {

  private final Revocations revocations;

  RevocationController(Revocations revocations) {
    this.revocations = revocations;
  }

  @GetMapping("/internal/revocations")
  @Operation(
      summary = "List revoked sessions and users",
      description =
          "In about the order of their creation. Without a cursor the list begins with the oldest"
              + " one that has not expired. The same revocation may be returned more than once.")
  RevocationPage listRevocations(
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    var position = cursor.map(it -> it.decode(RevocationId::new));
    return RevocationPage.of(revocations.after(position, limit));
  }

  /**
   * @param next the {@code cursor} of the next request; always present
   * @param more whether the next request should follow at once
   */
  record RevocationPage(
      @ArraySchema(maxItems = 1000) List<RevocationView> items,
      @Schema(
              description = "The `cursor` of the next request; always present",
              pattern = Cursor.PATTERN,
              maxLength = Cursor.MAX_LENGTH)
          String next,
      @Schema(description = "Whether the next request should follow at once") boolean more) {

    static RevocationPage of(Revocations.Page page) {
      return new RevocationPage(
          page.items().stream().map(RevocationView::of).toList(),
          Cursor.encode(page.next().value()).value(),
          page.more());
    }
  }

  @Schema(name = "Revocation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RevocationView(
      @Schema(
              description = "The `origin_jti` of the session; absent if a user is revoked",
              pattern = "^[0-9A-Za-z-]{1,64}$",
              maxLength = 64)
          @Nullable String sessionId,
      @Schema(
              description = "The `sub` of the user; absent if one session is revoked",
              pattern = UserId.PATTERN,
              maxLength = 64)
          @Nullable String userId,
      @Schema(description = "With `userId`: sign-ins before it are revoked")
          @Nullable Instant notBefore,
      @Schema(
              description =
                  "With `userId`: the `origin_jti` of the only earlier session that is not revoked",
              pattern = "^[0-9A-Za-z-]{1,64}$",
              maxLength = 64)
          @Nullable String exceptSessionId,
      @Schema(description = "When no token of the session or user can be valid any more")
          Instant expiresAt) {

    static RevocationView of(Revocation revocation) {
      return switch (revocation) {
        case Revocation.OfSession(var session, var expiresAt) ->
            new RevocationView(session, null, null, null, expiresAt);
        case Revocation.OfUser(var user, var notBefore, var except, var expiresAt) ->
            new RevocationView(null, user.value(), notBefore, except.orElse(null), expiresAt);
      };
    }
  }
}
