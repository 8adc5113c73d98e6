/**
 * The user pool of Cognito: which one it is, and what it refuses because there was too much of it.
 */
@NullMarked
package dev.madang.user.pool;

import org.jspecify.annotations.NullMarked;
