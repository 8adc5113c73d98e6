package dev.madang.user.admin;

import static dev.madang.defaults.problem.CommonProblem.INVALID_REQUEST;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The accounts of all users, for administrators.
 *
 * <p>Each operation on an unknown user throws {@code user-not-found}, and {@code too-many-requests}
 * when Cognito throttles. All of them are idempotent.
 */
interface UserDirectory {

  /**
   * Accounts in no order; a new one can be missing for a few seconds.
   *
   * @param paginationToken of the page before
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-cursor}
   */
  AccountPage find(Search search, Optional<String> paginationToken, int limit);

  UserAccount get(UserId id);

  Optional<UserAccount> findByEmail(String email);

  /** In alphabetical order. */
  List<String> groups(UserId id);

  /** Whether a sign-in needs a second factor. */
  boolean hasSecondFactor(UserId id);

  /** The user cannot sign in, and the refresh tokens are revoked. */
  void disable(UserId id);

  void enable(UserId id);

  void signOutEverywhere(UserId id);

  void addToGroup(UserId id, Group group);

  void removeFromGroup(UserId id, Group group);

  /**
   * Creates an account with a verified address, without a mail and without a password. A sign-up
   * with the address that was not confirmed is removed.
   */
  CreationResult create(ImportRow row);

  /** Sets a random password: the user signs in after a password reset. */
  void setRandomPassword(UserId id);

  sealed interface Search {
    record All() implements Search {}

    record ByEmail(String email) implements Search {}

    record ByEmailPrefix(String prefix) implements Search {}

    record ById(UserId id) implements Search {}

    /**
     * @throws dev.madang.defaults.problem.ProblemException {@code invalid-request} if there is more
     *     than one criterion
     */
    static Search of(Optional<String> email, Optional<String> emailPrefix, Optional<UserId> id) {
      var searches =
          Stream.of(email.map(ByEmail::new), emailPrefix.map(ByEmailPrefix::new), id.map(ById::new))
              .<Search>flatMap(Optional::stream)
              .toList();
      if (searches.size() > 1) {
        throw INVALID_REQUEST.exception("Search by one of email, emailPrefix and id.");
      }
      return searches.isEmpty() ? new All() : searches.getFirst();
    }
  }

  /**
   * @param paginationToken of the next page; empty on the last page
   */
  record AccountPage(List<UserAccount> accounts, Optional<String> paginationToken) {}

  sealed interface CreationResult {
    record Created(UserId id) implements CreationResult {}

    record Exists() implements CreationResult {}

    /** The user pool does not accept the attributes. */
    record Rejected() implements CreationResult {}
  }
}
