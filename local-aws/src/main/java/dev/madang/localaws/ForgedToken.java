package dev.madang.localaws;

/**
 * A token that must be rejected.
 *
 * @param what is wrong with it
 */
public record ForgedToken(String what, String value) {
  @Override
  public String toString() {
    return what;
  }
}
