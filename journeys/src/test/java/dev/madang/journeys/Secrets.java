package dev.madang.journeys;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that the journeys used, so that the last one can search the logs for them. */
final class Secrets {

  private static final Set<String> REMEMBERED = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  static String remember(String secret) {
    REMEMBERED.add(secret);
    return secret;
  }

  static Set<String> all() {
    return Set.copyOf(REMEMBERED);
  }
}
