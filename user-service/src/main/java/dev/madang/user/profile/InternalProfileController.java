package dev.madang.user.profile;

import static dev.madang.user.UserProblem.USER_NOT_FOUND;

import dev.madang.defaults.web.Text;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Internal", description = "Operations for other services of Madang")
class InternalProfileController {

  private final Profiles profiles;

  InternalProfileController(Profiles profiles) {
    this.profiles = profiles;
  }

  @GetMapping("/internal/users/{userId}")
  @Operation(
      summary = "Get the email address and display name of a user",
      description = "A user whose account is being deleted is not found.")
  @ApiProblems(USER_NOT_FOUND)
  Recipient getUser(
      @Parameter(
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId userId) {
    return profiles.find(userId).map(Recipient::of).orElseThrow(USER_NOT_FOUND::exception);
  }

  record Recipient(
      @Schema(
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              pattern = UserId.PATTERN,
              maxLength = 64)
          String id,
      @Schema(example = "ada@example.com", format = "email", maxLength = 254) String email,
      @Schema(example = "Ada", minLength = 1, maxLength = 100, pattern = Text.VISIBLE_NAME)
          String displayName) {

    static Recipient of(Profile profile) {
      return new Recipient(profile.id().value(), profile.email(), profile.displayName());
    }
  }
}
