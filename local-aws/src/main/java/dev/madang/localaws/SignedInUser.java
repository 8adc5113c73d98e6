package dev.madang.localaws;

/** A user with the tokens of one sign-in, valid for an hour. */
public record SignedInUser(String sub, String email, String accessToken, String idToken) {
  @Override
  public String toString() {
    return "SignedInUser[sub=" + sub + ", email=" + email + "]";
  }
}
