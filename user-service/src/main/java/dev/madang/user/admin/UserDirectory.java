package dev.madang.user.admin;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody's accounts, for who may touch them all.
 *
 * <p>What is done to an account that is not there is {@link UserNotFound}; what the pool does not
 * take just now is {@link Throttled}. Everything may be repeated.
 */
interface UserDirectory {

  /**
   * UserDirectory in no order; a new one may be missing for a moment.
   *
   * @throws InvalidCursor if the cursor is not one of the page before
   */
  Page find(Search search, Optional<String> cursor, int limit);

  UserAccount get(UserId id);

  Optional<UserAccount> withEmail(String email);

  Set<String> groups(UserId id);

  /** Whether a sign-in asks for a second factor. */
  boolean hasSecondFactor(UserId id);

  /** Nobody signs in with it any more, and its tokens end. */
  void disable(UserId id);

  void enable(UserId id);

  void signOutEverywhere(UserId id);

  void add(UserId id, Group group);

  void remove(UserId id, Group group);

  /** Makes an account with a confirmed address, without a mail and without a password. */
  Creation create(ImportRow row);

  /** Sets a password that nobody knows, so that its owner comes in by forgetting it. */
  void setUnknownPassword(UserId id);

  /** What to look for. */
  sealed interface Search {
    record Everybody() implements Search {}

    record ByEmail(String email) implements Search {}

    record ByEmailPrefix(String prefix) implements Search {}

    record ById(UserId id) implements Search {}
  }

  record Page(List<UserAccount> accounts, Optional<String> next) {}

  sealed interface Creation {
    record Created(UserId id) implements Creation {}

    record Exists() implements Creation {}

    /** The pool does not like it. */
    record Refused() implements Creation {}
  }
}
