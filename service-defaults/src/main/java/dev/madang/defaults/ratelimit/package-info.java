/**
 * Token buckets that limit how often something may happen, per key such as a user or an address.
 */
@NullMarked
package dev.madang.defaults.ratelimit;

import org.jspecify.annotations.NullMarked;
