@NullMarked
package dev.madang.media.ownership;

import org.jspecify.annotations.NullMarked;
