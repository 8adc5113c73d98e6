/** One-time codes that were used a short time ago, for requests that arrive twice. */
@NullMarked
package dev.madang.user.usedcode;

import org.jspecify.annotations.NullMarked;
