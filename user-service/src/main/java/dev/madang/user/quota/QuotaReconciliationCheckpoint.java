package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The progress of a quota reconciliation.
 *
 * @param user the last one of this pass, completed or not
 * @param after the last corrected key of that user; empty if the user is completed
 * @param users completed ones
 * @param corrected objects and quotas that were wrong
 * @param skipped users with too many concurrent changes or an error
 */
record QuotaReconciliationCheckpoint(
    Pass pass,
    Optional<UserId> user,
    Optional<ObjectKey> after,
    long users,
    long corrected,
    long skipped) {

  /** The users with a stored quota, then the users with objects but without one. */
  enum Pass {
    QUOTAS,
    OBJECTS
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

  QuotaReconciliationCheckpoint within(UserId current, ObjectKey lastCorrected, long added) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(current), Optional.of(lastCorrected), users, corrected + added, skipped);
  }

  QuotaReconciliationCheckpoint completed(UserId done, long added) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(done), Optional.empty(), users + 1, corrected + added, skipped);
  }

  /** After a user who was completed in the other pass. */
  QuotaReconciliationCheckpoint after(UserId done) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(done), Optional.empty(), users, corrected, skipped);
  }

  QuotaReconciliationCheckpoint skip(UserId skippedUser) {
    return new QuotaReconciliationCheckpoint(
        pass, Optional.of(skippedUser), Optional.empty(), users, corrected, skipped + 1);
  }

  private static long number(Map<String, String> checkpoint, String name) {
    return Long.parseLong(checkpoint.getOrDefault(name, "0"));
  }
}
