/** Delivery of renditions: links, signed cookies, public copies and CDN invalidation. */
@NullMarked
package dev.madang.media.cdn;

import org.jspecify.annotations.NullMarked;
