package dev.madang.media.delivery;

/** What stands between renditions and those who look at them, if anything does. */
public interface Cdn {

  /** Makes it forget every path of an owner. Returns when the wish is accepted. */
  Purged purge(String owner);

  /** What became of the wish. */
  sealed interface Purged {

    record Paths() implements Purged {}

    record NoCdn() implements Purged {}
  }
}
