package dev.madang.journeys;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;

/** The progress of an account deletion and, at its end, the receipt. */
record AccountDeletion(String status, List<Step> steps, List<Store> stores) {

  record Step(String name, boolean done) {}

  record Store(String name, long deletedCount) {}

  /** Reads it without a token: the account may be gone already. */
  static AccountDeletion at(String path) {
    return Api.withoutToken().get(path).expect(200).as(AccountDeletion.class);
  }

  boolean isSucceeded() {
    return status.equals("succeeded");
  }

  boolean hasCompleted(String step) {
    return steps.stream().anyMatch(it -> it.name().equals(step) && it.done());
  }

  /** The number of deleted objects by store. */
  Map<String, Long> receipt() {
    return stores.stream().collect(toMap(Store::name, Store::deletedCount));
  }
}
