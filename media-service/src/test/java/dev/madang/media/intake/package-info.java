@NullMarked
package dev.madang.media.intake;

import org.jspecify.annotations.NullMarked;
