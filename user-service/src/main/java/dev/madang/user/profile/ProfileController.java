package dev.madang.user.profile;

import static dev.madang.defaults.problem.CommonProblem.INVALID_TOKEN;
import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_FAILED;
import static dev.madang.user.UserProblem.AVATAR_NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.IfMatch;
import dev.madang.defaults.web.MergePatch;
import dev.madang.defaults.web.Text;
import dev.madang.defaults.web.Versioned;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

@ApiController
@Tag(name = "Profile", description = "The profile of the user")
class ProfileController {

  private final ProfileProvisioning provisioning;
  private final Profiles profiles;
  private final AvatarValidator avatars;

  ProfileController(ProfileProvisioning provisioning, Profiles profiles, AvatarValidator avatars) {
    this.provisioning = provisioning;
    this.profiles = profiles;
    this.avatars = avatars;
  }

  @GetMapping("/me")
  @Operation(
      summary = "Get the profile of the user",
      description = "The ETag is needed to change the profile.")
  @ApiResponse(responseCode = "200", description = "The profile")
  Versioned<ProfileView> getMe(@AuthenticationPrincipal Jwt token) {
    return response(provisioning.require(token));
  }

  @PatchMapping(
      path = "/me",
      consumes = {MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Change the profile of the user",
      description =
          "A JSON merge patch (RFC 7396): an absent field stays as it is, null removes a value. All"
              + " fields are changed or none.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MergePatch.MEDIA_TYPE,
            schema = @Schema(implementation = UpdateMeRequest.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = UpdateMeRequest.class))
      })
  @ApiResponse(responseCode = "200", description = "The changed profile")
  @ApiProblems(AVATAR_NOT_FOUND)
  Versioned<ProfileView> updateMe(
      @AuthenticationPrincipal Jwt token,
      @RequestHeader(HttpHeaders.IF_MATCH) IfMatch condition,
      @RequestBody MergePatch patch) {
    var update = ProfileUpdate.of(patch);
    var user = provisioning.require(token).id();
    avatars.validate(user, update);
    return switch (profiles.update(user, update, condition.version())) {
      case ProfileUpdateResult.Updated(var profile) -> response(profile);
      case ProfileUpdateResult.VersionConflict(var _) -> throw PRECONDITION_FAILED.exception();
      case ProfileUpdateResult.NotFound() -> throw INVALID_TOKEN.exception();
    };
  }

  private static Versioned<ProfileView> response(Profile profile) {
    return Versioned.ok(ProfileView.of(profile), profile.version());
  }

  @Schema(name = "Profile")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProfileView(
      @Schema(
              description = "The user id: the `sub` of the user's tokens",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              pattern = UserId.PATTERN,
              maxLength = 64)
          String id,
      @Schema(example = "ada@example.com", format = "email", maxLength = 254) String email,
      @Schema(example = "Ada", minLength = 1, maxLength = 100, pattern = Text.VISIBLE_NAME)
          String displayName,
      @Schema(
              description = "A BCP 47 language tag",
              example = "en-GB",
              pattern = Locales.PATTERN,
              maxLength = Locales.MAX_LENGTH)
          @Nullable String locale,
      @Schema(
              description = "An IANA time zone",
              example = "Europe/London",
              pattern = TimeZones.PATTERN,
              maxLength = TimeZones.MAX_LENGTH)
          @Nullable String timeZone,
      @Schema(
              description = "The id of a media item",
              example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
              pattern = MediaId.PATTERN,
              maxLength = 26)
          @Nullable String avatarMediaId,
      Instant createdAt) {

    static ProfileView of(Profile profile) {
      return new ProfileView(
          profile.id().value(),
          profile.email(),
          profile.displayName(),
          profile.locale().map(Locale::toLanguageTag).orElse(null),
          profile.timeZone().map(ZoneId::getId).orElse(null),
          profile.avatarMediaId().map(MediaId::value).orElse(null),
          profile.createdAt());
    }
  }

  /** Only for the spec; {@link ProfileUpdate} reads the patch. */
  @Schema(name = "UpdateMeRequest")
  private record UpdateMeRequest(
      @Schema(example = "Countess", minLength = 1, maxLength = 100, pattern = Text.VISIBLE_NAME)
          @Nullable String displayName,
      @Schema(
              description = "A BCP 47 language tag",
              example = "en-GB",
              pattern = Locales.PATTERN,
              maxLength = Locales.MAX_LENGTH,
              types = {"string", "null"})
          @Nullable String locale,
      @Schema(
              description = "An IANA time zone",
              example = "Europe/London",
              pattern = TimeZones.PATTERN,
              maxLength = TimeZones.MAX_LENGTH,
              types = {"string", "null"})
          @Nullable String timeZone,
      @Schema(
              description = "The id of a media item of the user that is ready",
              pattern = MediaId.PATTERN,
              maxLength = 26,
              types = {"string", "null"})
          @Nullable String avatarMediaId) {}
}
