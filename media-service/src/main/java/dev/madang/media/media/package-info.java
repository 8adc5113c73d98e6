/** Media items: the catalog, and what the API shows of it. */
@NullMarked
package dev.madang.media.media;

import org.jspecify.annotations.NullMarked;
