package dev.madang.user.account;

/** How far a sign-in came. */
sealed interface SignIn {

  record Completed(Tokens tokens) implements SignIn {}

  record Challenged(Challenge challenge, OpenSignIn open) implements SignIn {}
}
