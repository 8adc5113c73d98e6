/** Joining and signing in. Cognito keeps the accounts; no password is stored or logged here. */
@NullMarked
package dev.madang.user.account;

import org.jspecify.annotations.NullMarked;
