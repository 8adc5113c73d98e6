package dev.madang.user.admin;

import static dev.madang.user.UserProblem.ACCOUNT_DELETION_IN_PROGRESS;
import static dev.madang.user.UserProblem.CANNOT_MODIFY_SELF;
import static dev.madang.user.UserProblem.GROUP_NOT_FOUND;
import static dev.madang.user.UserProblem.USER_NOT_FOUND;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.admin.UserDirectory.Search;
import dev.madang.user.securityevent.ClientInfo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/admin/users")
@Tag(name = "Administration", description = UserAdministrationController.TAG)
class UserAdministrationController {

  static final String TAG =
      "For administrators: users, their groups and quotas, and imports of users";

  private final UserDirectory users;
  private final UserAdministration administration;

  UserAdministrationController(UserDirectory users, UserAdministration administration) {
    this.users = users;
    this.administration = administration;
  }

  @GetMapping
  @Operation(
      summary = "List users, or search them",
      description =
          "Takes one of `email`, `emailPrefix` and `id`; without any it lists all users. The order"
              + " is undefined. A new user can be missing for a few seconds.")
  @ApiResponse(responseCode = "200", description = "A page of users")
  Page<UserSummary> listUsers(
      @Parameter(
              description = "Only the user with this address",
              example = "ada@example.com",
              schema = @Schema(type = "string", minLength = 1, maxLength = 254))
          @RequestParam
          Optional<@Size(min = 1, max = 254) String> email,
      @Parameter(
              description = "Only users whose address starts with this",
              schema = @Schema(type = "string", minLength = 1, maxLength = 254))
          @RequestParam
          Optional<@Size(min = 1, max = 254) String> emailPrefix,
      @Parameter(
              description = "Only the user with this id",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @RequestParam
          Optional<UserId> id,
      @RequestParam Optional<Cursor> cursor,
      @Parameter(description = "The maximum number of items of the page")
          @RequestParam(defaultValue = "20")
          @Min(1) @Max(60) int limit) {
    var search = Search.of(email, emailPrefix, id);
    var found = users.find(search, cursor.map(it -> it.decode(token -> token)), limit);
    return new Page<>(
        found.accounts().stream().map(UserSummary::of).toList(),
        found.paginationToken().map(it -> Cursor.encode(it).value()).orElse(null));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Get a user, with groups and second factor",
      description = "The account as Cognito stores it, without the profile.")
  @ApiResponse(responseCode = "200", description = "The user")
  @ApiProblems(USER_NOT_FOUND)
  UserDetails getUserForAdmin(
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id) {
    return UserDetails.of(users.get(id), users.groups(id), users.hasSecondFactor(id));
  }

  @PostMapping("/{id}/disable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Disable a user",
      description =
          "The user cannot sign in, and within 5 seconds no token of the user is accepted any more."
              + " Idempotent.")
  @ApiResponse(responseCode = "204", description = "Disabled")
  @ApiProblems({USER_NOT_FOUND, CANNOT_MODIFY_SELF})
  void disableUser(
      @CurrentUser UserId admin,
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id,
      ClientInfo client) {
    administration.disable(id, admin, client);
  }

  @PostMapping("/{id}/enable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Enable a disabled user",
      description = "The user can sign in again. Idempotent.")
  @ApiResponse(responseCode = "204", description = "Enabled")
  @ApiProblems({USER_NOT_FOUND, ACCOUNT_DELETION_IN_PROGRESS})
  void enableUser(
      @CurrentUser UserId admin,
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id,
      ClientInfo client) {
    administration.enable(id, admin, client);
  }

  @PostMapping("/{id}/reset-totp")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Turn off the second factor of a user",
      description =
          "For a user who has lost the authenticator app and the recovery codes. The recovery"
              + " codes become invalid. Revokes all sessions of the user. Idempotent.")
  @ApiResponse(responseCode = "204", description = "The user signs in with the password alone")
  @ApiProblems({USER_NOT_FOUND, CANNOT_MODIFY_SELF})
  void resetUserTotp(
      @CurrentUser UserId admin,
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id,
      ClientInfo client) {
    administration.resetTotp(id, admin, client);
  }

  @PutMapping("/{id}/groups/{group}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Add a user to a group",
      description = "Takes effect with the user's next token. Idempotent.")
  @ApiResponse(responseCode = "204", description = "The user is in the group")
  @ApiProblems({USER_NOT_FOUND, GROUP_NOT_FOUND})
  void addUserToGroup(
      @CurrentUser UserId admin,
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id,
      @Parameter(
              description = "The group",
              example = "publisher",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"admin", "publisher"}))
          @PathVariable
          String group,
      ClientInfo client) {
    administration.addToGroup(id, Group.of(group), admin, client);
  }

  @DeleteMapping("/{id}/groups/{group}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a user from a group",
      description =
          "Revokes all sessions of the user, because their tokens contain the group. Idempotent.")
  @ApiResponse(responseCode = "204", description = "The user is not in the group")
  @ApiProblems({USER_NOT_FOUND, GROUP_NOT_FOUND, CANNOT_MODIFY_SELF})
  void removeUserFromGroup(
      @CurrentUser UserId admin,
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId id,
      @Parameter(
              description = "The group",
              example = "publisher",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"admin", "publisher"}))
          @PathVariable
          String group,
      ClientInfo client) {
    administration.removeFromGroup(id, Group.of(group), admin, client);
  }

  private static String statusOf(UserAccount account) {
    return account.status().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Schema(description = "A user, in a list")
  record UserSummary(
      @Schema(
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              pattern = UserId.PATTERN,
              maxLength = 64)
          String id,
      @Schema(example = "ada@example.com", format = "email", maxLength = 254) String email,
      @Schema(
              description = "The user status of Cognito, in lower case",
              example = "confirmed",
              pattern = "^[a-z-]+$",
              maxLength = 64)
          String status,
      boolean enabled,
      Instant createdAt,
      Instant updatedAt) {

    static UserSummary of(UserAccount account) {
      return new UserSummary(
          account.id().value(),
          account.email(),
          statusOf(account),
          account.enabled(),
          account.createdAt(),
          account.updatedAt());
    }
  }

  @Schema(description = "A user, with groups and second factor")
  record UserDetails(
      @Schema(
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              pattern = UserId.PATTERN,
              maxLength = 64)
          String id,
      @Schema(example = "ada@example.com", format = "email", maxLength = 254) String email,
      @Schema(
              description = "The user status of Cognito, in lower case",
              example = "confirmed",
              pattern = "^[a-z-]+$",
              maxLength = 64)
          String status,
      boolean enabled,
      @ArraySchema(
              schema = @Schema(example = "publisher", pattern = "^\\S+$", maxLength = 128),
              maxItems = 100)
          List<String> groups,
      @Schema(description = "Whether a sign-in needs a second factor") boolean totpEnabled,
      Instant createdAt,
      Instant updatedAt) {

    static UserDetails of(UserAccount account, List<String> groups, boolean totpEnabled) {
      return new UserDetails(
          account.id().value(),
          account.email(),
          statusOf(account),
          account.enabled(),
          groups,
          totpEnabled,
          account.createdAt(),
          account.updatedAt());
    }
  }
}
