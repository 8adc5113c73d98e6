/** The joined public spec, and the page that shows it. */
@NullMarked
package dev.madang.gateway.docs;

import org.jspecify.annotations.NullMarked;
