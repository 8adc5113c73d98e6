/** Work that takes longer than a request and survives crashes. */
@NullMarked
package dev.madang.user.job;

import org.jspecify.annotations.NullMarked;
