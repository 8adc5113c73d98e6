/** Security events of accounts: append-only, readable by their user. */
@NullMarked
package dev.madang.user.securityevent;

import org.jspecify.annotations.NullMarked;
