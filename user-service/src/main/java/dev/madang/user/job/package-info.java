/** Work that takes longer than a request, and goes on when a process dies. */
@NullMarked
package dev.madang.user.job;

import org.jspecify.annotations.NullMarked;
