/** Sessions, one per device, and their revocation. */
@NullMarked
package dev.madang.user.session;

import org.jspecify.annotations.NullMarked;
