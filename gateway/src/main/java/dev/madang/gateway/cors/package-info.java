/** Cross-origin requests of web pages: which origins may read responses, and preflight requests. */
@NullMarked
package dev.madang.gateway.cors;

import org.jspecify.annotations.NullMarked;
