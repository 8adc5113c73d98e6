package dev.madang.user.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.profile.AccountClosing;
import dev.madang.user.profile.Changed;
import dev.madang.user.profile.MediaId;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import dev.madang.user.security.Origin;
import dev.madang.user.session.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Me")
class MeController {

  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final FirstSight firstSight;
  private final Profiles profiles;
  private final Avatars avatars;
  private final Sessions sessions;

  MeController(FirstSight firstSight, Profiles profiles, Avatars avatars, Sessions sessions) {
    this.sessions = sessions;
    this.firstSight = firstSight;
    this.profiles = profiles;
    this.avatars = avatars;
  }

  @GetMapping("/v1/me")
  @Operation(summary = "The profile of the signed-in user")
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "For If-Match",
              schema = @Schema(type = "string", example = "\"1\"")))
  @ApiProblem(status = 429, problem = "too-many-requests")
  ResponseEntity<Me> me(@AuthenticationPrincipal Jwt token, HttpServletRequest from) {
    var profile = firstSight.profileOf(token);
    // Whoever signed in at Cognito itself is on a device too.
    sessions.seen(token, Origin.of(from));
    return answer(profile);
  }

  @PatchMapping(
      path = "/v1/me",
      consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Change the profile",
      description =
          "A JSON merge patch (RFC 7396): what is not named stays, null takes away. It is applied"
              + " as a whole or not at all.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = MePatch.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = MePatch.class))
      })
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "Of the changed profile",
              schema = @Schema(type = "string", example = "\"2\"")))
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 400, problem = "forbidden-field")
  @ApiProblem(status = 400, problem = "avatar-not-found")
  @ApiProblem(status = 412, problem = "changed-meanwhile")
  @ApiProblem(status = 428, problem = "precondition-required")
  @ApiProblem(status = 429, problem = "too-many-requests")
  @ApiProblem(status = 503, problem = "service-unavailable")
  ResponseEntity<Me> change(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The ETag of the profile that is changed, or *", example = "\"1\"")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @RequestBody byte[] patch) {
    var condition = IfMatch.parse(ifMatch);
    var change = ProfilePatch.parse(patch);
    var user = firstSight.profileOf(token).id();
    change.avatar().flatMap(it -> it).ifPresent(avatar -> avatars.require(user, avatar));
    return switch (profiles.change(user, change, condition.version())) {
      case Changed.Applied(var profile) -> answer(profile);
      case Changed.Meanwhile(var _) -> throw new ChangedMeanwhile();
      case Changed.Missing() -> throw new AccountClosing(user);
    };
  }

  private static ResponseEntity<Me> answer(Profile profile) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .eTag("\"" + profile.version() + "\"")
        .body(Me.of(profile));
  }

  /**
   * @param locale a BCP 47 language tag
   * @param timeZone an IANA time zone
   * @param avatar the id of a media
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Me(
      @Schema(example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55") String id,
      @Schema(example = "ada@example.com") String email,
      @Schema(example = "Ada") String displayName,
      @Schema(example = "en-GB") @Nullable String locale,
      @Schema(example = "Europe/London") @Nullable String timeZone,
      @Schema(example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D") @Nullable String avatar,
      Instant createdAt) {

    static Me of(Profile profile) {
      return new Me(
          profile.id().value(),
          profile.email(),
          profile.displayName(),
          text(profile.locale().map(Locale::toLanguageTag)),
          text(profile.timeZone().map(ZoneId::getId)),
          text(profile.avatar().map(MediaId::value)),
          profile.openedAt());
    }

    private static @Nullable String text(Optional<String> value) {
      return value.orElse(null);
    }
  }

  /** How a patch looks in the spec; {@link ProfilePatch} reads it. */
  private record MePatch(
      @Schema(example = "Countess", minLength = 1, maxLength = 100) @Nullable String displayName,
      @Schema(
              example = "en-GB",
              types = {"string", "null"})
          @Nullable String locale,
      @Schema(
              example = "Europe/London",
              types = {"string", "null"})
          @Nullable String timeZone,
      @Schema(
              example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
              types = {"string", "null"})
          @Nullable String avatar) {}
}
