package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a recount is.
 *
 * @param user who was begun last in this pass
 * @param after the last key of that user that is right; empty when the user is done
 * @param users who are done
 * @param corrected objects and totals that were wrong
 * @param skipped users who changed too much, or could not be read
 */
record QuotaReconciliationCheckpoint(
    Pass pass,
    Optional<UserId> user,
    Optional<ObjectKey> after,
    long users,
    long corrected,
    long skipped) {

  /** Both are needed: a space may have no quota yet, and a quota may have an empty space. */
  enum Pass {
    QUOTAS,
    SPACES
  }

  static QuotaReconciliationCheckpoint of(Map<String, String> checkpoint) {
    return new QuotaReconciliationCheckpoint(
        Pass.valueOf(checkpoint.getOrDefault("pass", Pass.QUOTAS.name())),
        Optional.ofNullable(checkpoint.get("user")).map(UserId::new),
        Optional.ofNullable(checkpoint.get("after")).flatMap(ObjectKey::parse),
        number(checkpoint, "users"),
        number(checkpoint, "corrected"),
        number(checkpoint, "skipped"));
  }

  Map<String, String> checkpoint() {
    var checkpoint = new HashMap<>(result());
    checkpoint.put("pass", pass.name());
    user.ifPresent(it -> checkpoint.put("user", it.value()));
    after.ifPresent(it -> checkpoint.put("after", it.toString()));
    return checkpoint;
  }

  Map<String, String> result() {
    return Map.of(
        "users", Long.toString(users),
        "corrected", Long.toString(corrected),
        "skipped", Long.toString(skipped));
  }

  QuotaReconciliationCheckpoint in(Pass next) {
    return new QuotaReconciliationCheckpoint(
        next, Optional.empty(), Optional.empty(), users, corrected, skipped);
  }

  QuotaReconciliationCheckpoint within(UserId current, ObjectKey lastRight, long more) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(current), Optional.of(lastRight), users, corrected + more, skipped);
  }

  QuotaReconciliationCheckpoint past(UserId done, long more) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(done), Optional.empty(), users + 1, corrected + more, skipped);
  }

  /** For somebody who was done in the other pass. */
  QuotaReconciliationCheckpoint skip(UserId done) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(done), Optional.empty(), users, corrected, skipped);
  }

  QuotaReconciliationCheckpoint without(UserId left) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(left), Optional.empty(), users, corrected, skipped + 1);
  }

  private static long number(Map<String, String> checkpoint, String name) {
    return Long.parseLong(checkpoint.getOrDefault(name, "0"));
  }
}
