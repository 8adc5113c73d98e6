package dev.madang.user.admin;

import dev.madang.user.profile.Profiles;
import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What one administrator does to another user; the user's security events tell who it was. */
@Component
class UserAdministration {

  private final Accounts accounts;
  private final Profiles profiles;
  private final Sessions sessions;
  private final SecurityEvents events;

  UserAdministration(
      Accounts accounts, Profiles profiles, Sessions sessions, SecurityEvents events) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.sessions = sessions;
    this.events = events;
  }

  /**
   * @throws NotYourself if it is
   */
  void disable(UserId user, UserId admin, Origin origin) {
    refuseSelf(user, admin);
    accounts.disable(user);
    sessions.revokeAll(user);
    record(user, SecurityEventKind.DISABLED_BY_ADMIN, origin, Map.of("by", admin.value()));
  }

  /**
   * @throws UserLeaving if the user closes the account
   */
  void enable(UserId user, UserId admin, Origin origin) {
    if (profiles.isClosing(user)) {
      throw new UserLeaving();
    }
    accounts.enable(user);
    record(user, SecurityEventKind.ENABLED_BY_ADMIN, origin, Map.of("by", admin.value()));
  }

  /** Counts from the user's next token. */
  void add(UserId user, Group group, UserId admin, Origin origin) {
    accounts.add(user, group);
    record(user, SecurityEventKind.GROUP_ADDED_BY_ADMIN, origin, details(group, admin));
  }

  /**
   * Counts at once: tokens that still name the group are ended.
   *
   * @throws NotYourself if administrators would demote themselves
   */
  void remove(UserId user, Group group, UserId admin, Origin origin) {
    if (group == Group.ADMIN) {
      refuseSelf(user, admin);
    }
    accounts.remove(user, group);
    sessions.revokeAll(user);
    record(user, SecurityEventKind.GROUP_REMOVED_BY_ADMIN, origin, details(group, admin));
  }

  private static void refuseSelf(UserId user, UserId admin) {
    if (user.equals(admin)) {
      throw new NotYourself();
    }
  }

  private static Map<String, String> details(Group group, UserId admin) {
    return Map.of("group", group.code(), "by", admin.value());
  }

  private void record(
      UserId user, SecurityEventKind kind, Origin origin, Map<String, String> details) {
    // Not the administrator's address: these events are the user's to read.
    events.record(user, kind, new Origin("", origin.userAgent()), details);
  }
}
