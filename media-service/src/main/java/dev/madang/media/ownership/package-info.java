/** What other services may ask of an owner's media. */
@NullMarked
package dev.madang.media.ownership;

import org.jspecify.annotations.NullMarked;
