package dev.madang.user.signin;

/** The result of one step of a sign-in. */
sealed interface SignInResult {

  record Completed(Tokens tokens) implements SignInResult {}

  record Challenged(Challenge challenge, PendingSignIn pending) implements SignInResult {}
}
