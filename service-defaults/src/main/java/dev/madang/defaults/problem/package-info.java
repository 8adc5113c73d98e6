/** RFC 9457 problem details, the same in every service. */
@NullMarked
package dev.madang.defaults.problem;

import org.jspecify.annotations.NullMarked;
