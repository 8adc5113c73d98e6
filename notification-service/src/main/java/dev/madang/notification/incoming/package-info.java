/** What the other services tell, each kind from our own queue. */
@NullMarked
package dev.madang.notification.incoming;

import org.jspecify.annotations.NullMarked;
