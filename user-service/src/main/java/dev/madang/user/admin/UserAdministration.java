package dev.madang.user.admin;

import static dev.madang.user.UserProblem.ACCOUNT_DELETION_IN_PROGRESS;
import static dev.madang.user.UserProblem.CANNOT_MODIFY_SELF;

import dev.madang.user.UserId;
import dev.madang.user.cognito.CognitoSecondFactor;
import dev.madang.user.profile.Profiles;
import dev.madang.user.recoverycode.RecoveryCodes;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Changes users, and records which administrator did it in the user's security events. */
@Component
class UserAdministration {

  private final UserDirectory users;
  private final Profiles profiles;
  private final Sessions sessions;
  private final SecurityEvents events;
  private final CognitoSecondFactor secondFactor;
  private final RecoveryCodes recoveryCodes;

  UserAdministration(
      UserDirectory users,
      Profiles profiles,
      Sessions sessions,
      SecurityEvents events,
      CognitoSecondFactor secondFactor,
      RecoveryCodes recoveryCodes) {
    this.users = users;
    this.profiles = profiles;
    this.sessions = sessions;
    this.events = events;
    this.secondFactor = secondFactor;
    this.recoveryCodes = recoveryCodes;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code cannot-modify-self}
   */
  void disable(UserId user, UserId admin, ClientInfo client) {
    requireOther(user, admin);
    users.disable(user);
    sessions.revokeAll(user);
    record(user, SecurityEventType.DISABLED_BY_ADMIN, client, Map.of("adminId", admin.value()));
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code account-deletion-in-progress}
   */
  void enable(UserId user, UserId admin, ClientInfo client) {
    if (profiles.isDeleting(user)) {
      throw ACCOUNT_DELETION_IN_PROGRESS.exception();
    }
    users.enable(user);
    record(user, SecurityEventType.ENABLED_BY_ADMIN, client, Map.of("adminId", admin.value()));
  }

  /**
   * For a user who has lost the second factor, or was locked out by somebody who turned one on: who
   * is signed in now may not be the user.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code cannot-modify-self}
   */
  void resetTotp(UserId user, UserId admin, ClientInfo client) {
    requireOther(user, admin);
    secondFactor.disable(user);
    recoveryCodes.delete(user);
    users.signOutEverywhere(user);
    sessions.revokeAll(user);
    record(user, SecurityEventType.TOTP_RESET_BY_ADMIN, client, Map.of("adminId", admin.value()));
  }

  /** Takes effect with the user's next token. */
  void addToGroup(UserId user, Group group, UserId admin, ClientInfo client) {
    users.addToGroup(user, group);
    record(user, SecurityEventType.GROUP_ADDED_BY_ADMIN, client, details(group, admin));
  }

  /**
   * Takes effect within seconds: revokes the tokens that contain the group.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code cannot-modify-self} if
   *     administrators would remove themselves from their group
   */
  void removeFromGroup(UserId user, Group group, UserId admin, ClientInfo client) {
    if (group == Group.ADMIN) {
      requireOther(user, admin);
    }
    users.removeFromGroup(user, group);
    sessions.revokeAll(user);
    record(user, SecurityEventType.GROUP_REMOVED_BY_ADMIN, client, details(group, admin));
  }

  private static void requireOther(UserId user, UserId admin) {
    if (user.equals(admin)) {
      throw CANNOT_MODIFY_SELF.exception();
    }
  }

  private static Map<String, String> details(Group group, UserId admin) {
    return Map.of("group", group.code(), "adminId", admin.value());
  }

  private void record(
      UserId user, SecurityEventType type, ClientInfo client, Map<String, String> details) {
    // Without the administrator's address: the user can read these events.
    events.record(user, type, new ClientInfo("", client.userAgent()), details);
  }
}
