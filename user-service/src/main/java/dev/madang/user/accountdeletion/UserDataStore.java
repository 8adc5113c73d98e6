package dev.madang.user.accountdeletion;

import dev.madang.user.UserId;

/** A store with data of users. An account deletion erases each bean of this type. */
public interface UserDataStore {

  /** Its name in the receipt, in kebab case, such as {@code sessions}. */
  String store();

  /** How many items the user has there. */
  long count(UserId user);

  /**
   * Erases some items, in a few seconds at most. Idempotent.
   *
   * @return whether nothing is left
   */
  boolean erase(UserId user);
}
