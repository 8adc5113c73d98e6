/** Asking another service: a service token, a timeout and a retry around an HTTP interface. */
@NullMarked
package dev.madang.defaults.peer;

import org.jspecify.annotations.NullMarked;
