package dev.madang.user.admin;

import dev.madang.user.UserId;
import dev.madang.user.profile.Profiles;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What one administrator does to another user; the user's security events tell who it was. */
@Component
class UserAdministration {

  private final UserDirectory accounts;
  private final Profiles profiles;
  private final Sessions sessions;
  private final SecurityEvents events;

  UserAdministration(
      UserDirectory accounts, Profiles profiles, Sessions sessions, SecurityEvents events) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.sessions = sessions;
    this.events = events;
  }

  /**
   * @throws CannotModifySelf if it is
   */
  void disable(UserId user, UserId admin, ClientInfo origin) {
    refuseSelf(user, admin);
    accounts.disable(user);
    sessions.revokeAll(user);
    record(user, SecurityEventType.DISABLED_BY_ADMIN, origin, Map.of("by", admin.value()));
  }

  /**
   * @throws AccountDeletionInProgress if the user closes the account
   */
  void enable(UserId user, UserId admin, ClientInfo origin) {
    if (profiles.isDeleting(user)) {
      throw new AccountDeletionInProgress();
    }
    accounts.enable(user);
    record(user, SecurityEventType.ENABLED_BY_ADMIN, origin, Map.of("by", admin.value()));
  }

  /** Counts from the user's next token. */
  void add(UserId user, Group group, UserId admin, ClientInfo origin) {
    accounts.add(user, group);
    record(user, SecurityEventType.GROUP_ADDED_BY_ADMIN, origin, details(group, admin));
  }

  /**
   * Counts at once: tokens that still name the group are ended.
   *
   * @throws CannotModifySelf if administrators would demote themselves
   */
  void remove(UserId user, Group group, UserId admin, ClientInfo origin) {
    if (group == Group.ADMIN) {
      refuseSelf(user, admin);
    }
    accounts.remove(user, group);
    sessions.revokeAll(user);
    record(user, SecurityEventType.GROUP_REMOVED_BY_ADMIN, origin, details(group, admin));
  }

  private static void refuseSelf(UserId user, UserId admin) {
    if (user.equals(admin)) {
      throw new CannotModifySelf();
    }
  }

  private static Map<String, String> details(Group group, UserId admin) {
    return Map.of("group", group.code(), "by", admin.value());
  }

  private void record(
      UserId user, SecurityEventType kind, ClientInfo origin, Map<String, String> details) {
    // Not the administrator's address: these events are the user's to read.
    events.record(user, kind, new ClientInfo("", origin.userAgent()), details);
  }
}
