/** The quota of a private space: reserved for uploads, counted by events, reconciled at night. */
@NullMarked
package dev.madang.user.quota;

import org.jspecify.annotations.NullMarked;
