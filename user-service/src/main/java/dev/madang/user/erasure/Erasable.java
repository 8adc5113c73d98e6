package dev.madang.user.erasure;

import dev.madang.user.profile.UserId;

/** A store that keeps something of users. Each bean of this kind is emptied by a closing. */
public interface Erasable {

  /** As the receipt calls it, in kebab case, such as {@code sessions}. */
  String store();

  /** How much the user has there. */
  long count(UserId user);

  /**
   * Removes some of it, in a few seconds at most. Twice is once.
   *
   * @return whether nothing is left
   */
  boolean erase(UserId user);
}
