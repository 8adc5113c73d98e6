package dev.madang.journeys;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the stories were told in confidence, so that the last one can look for it in the logs. */
final class Secrets {

  private static final Set<String> KEPT = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  static String keep(String secret) {
    KEPT.add(secret);
    return secret;
  }

  static Set<String> all() {
    return Set.copyOf(KEPT);
  }
}
