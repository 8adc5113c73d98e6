package dev.madang.localaws;

/**
 * A token that nobody may accept.
 *
 * @param what says what is wrong with it
 */
public record ForgedToken(String what, String value) {
  @Override
  public String toString() {
    return what;
  }
}
