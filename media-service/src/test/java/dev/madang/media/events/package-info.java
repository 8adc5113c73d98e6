@NullMarked
package dev.madang.media.events;

import org.jspecify.annotations.NullMarked;
