/** Calls to other services: a service token, a timeout and a retry around an HTTP interface. */
@NullMarked
package dev.madang.defaults.serviceclient;

import org.jspecify.annotations.NullMarked;
