package dev.madang.user.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import dev.madang.user.admin.UserDirectory.Search;
import dev.madang.user.securityevent.ClientInfo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For administrators: the path is theirs by {@code madang.security.roles}. */
@RestController
@RequestMapping("/v1/admin/users")
@Tag(name = "Administration")
@ApiProblem(status = 403, problem = "not-allowed")
@ApiProblem(status = 429, problem = "too-many-requests")
class UserAdministrationController {

  private final UserDirectory accounts;
  private final UserAdministration administration;

  UserAdministrationController(UserDirectory accounts, UserAdministration administration) {
    this.accounts = accounts;
    this.administration = administration;
  }

  @GetMapping
  @Operation(
      summary = "Find users, in no order",
      description = "By one of email, emailPrefix and id; without any, everybody.")
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  ResponseEntity<Users> find(
      @Parameter(example = "ada@example.com") @RequestParam
          Optional<@Size(min = 1, max = 254) String> email,
      @Parameter(example = "ada@") @RequestParam
          Optional<@Size(min = 1, max = 254) String> emailPrefix,
      @RequestParam Optional<UserId> id,
      @Parameter(description = "The next of the page before") @RequestParam
          Optional<@Size(max = 4096) String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(60) int limit) {
    var searches =
        Stream.of(
                email.map(Search.ByEmail::new),
                emailPrefix.map(Search.ByEmailPrefix::new),
                id.map(Search.ById::new))
            .<Search>flatMap(Optional::stream)
            .toList();
    if (searches.size() > 1) {
      throw new AmbiguousSearch();
    }
    var search = searches.isEmpty() ? new Search.Everybody() : searches.getFirst();
    var page = accounts.find(search, cursor, limit);
    return answer(
        new Users(page.accounts().stream().map(FoundUser::of).toList(), page.next().orElse(null)));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One user, with groups and second factor")
  @ApiProblem(status = 404, problem = "user-not-found")
  ResponseEntity<UserDetails> user(@PathVariable UserId id) {
    return answer(
        UserDetails.of(
            accounts.get(id),
            accounts.groups(id).stream().sorted().toList(),
            accounts.hasSecondFactor(id)));
  }

  @PostMapping("/{id}/disable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Lock a user out; the tokens are worth nothing within 5 s")
  @ApiProblem(status = 404, problem = "user-not-found")
  @ApiProblem(status = 409, problem = "not-yourself")
  void disable(
      @PathVariable UserId id, @AuthenticationPrincipal Jwt token, HttpServletRequest from) {
    administration.disable(id, userOf(token), ClientInfo.of(from));
  }

  @PostMapping("/{id}/enable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let a user in again")
  @ApiProblem(status = 404, problem = "user-not-found")
  @ApiProblem(status = 409, problem = "account-closing")
  void enable(
      @PathVariable UserId id, @AuthenticationPrincipal Jwt token, HttpServletRequest from) {
    administration.enable(id, userOf(token), ClientInfo.of(from));
  }

  @PutMapping("/{id}/groups/{group}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Put a user into a group; counts from the next token")
  @ApiProblem(status = 404, problem = "user-not-found")
  @ApiProblem(status = 404, problem = "group-not-found")
  void add(
      @PathVariable UserId id,
      @Parameter(schema = @Schema(allowableValues = {"admin", "publisher"})) @PathVariable
          String group,
      @AuthenticationPrincipal Jwt token,
      HttpServletRequest from) {
    administration.add(id, Group.of(group), userOf(token), ClientInfo.of(from));
  }

  @DeleteMapping("/{id}/groups/{group}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take a user out of a group; ends the sessions, whose tokens name it")
  @ApiProblem(status = 404, problem = "user-not-found")
  @ApiProblem(status = 404, problem = "group-not-found")
  @ApiProblem(status = 409, problem = "not-yourself")
  void remove(
      @PathVariable UserId id,
      @Parameter(schema = @Schema(allowableValues = {"admin", "publisher"})) @PathVariable
          String group,
      @AuthenticationPrincipal Jwt token,
      HttpServletRequest from) {
    administration.remove(id, Group.of(group), userOf(token), ClientInfo.of(from));
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  static UserId userOf(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  /**
   * @param next absent on the last page
   */
  record Users(
      List<FoundUser> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {}

  /**
   * @param status in Cognito's words
   */
  record FoundUser(
      @Schema(example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55") String id,
      @Schema(example = "ada@example.com") String email,
      @Schema(example = "CONFIRMED") String status,
      boolean enabled,
      Instant createdAt,
      Instant changedAt) {

    static FoundUser of(UserAccount account) {
      return new FoundUser(
          account.id().value(),
          account.email(),
          account.status(),
          account.enabled(),
          account.createdAt(),
          account.changedAt());
    }
  }

  /**
   * @param totp whether a sign-in asks for a code of an app
   */
  record UserDetails(
      @Schema(example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55") String id,
      @Schema(example = "ada@example.com") String email,
      @Schema(example = "CONFIRMED") String status,
      boolean enabled,
      @Schema(example = "[\"publisher\"]") List<String> groups,
      boolean totp,
      Instant createdAt,
      Instant changedAt) {

    static UserDetails of(UserAccount account, List<String> groups, boolean totp) {
      return new UserDetails(
          account.id().value(),
          account.email(),
          account.status(),
          account.enabled(),
          groups,
          totp,
          account.createdAt(),
          account.changedAt());
    }
  }
}
