@NullMarked
package dev.madang.media.catalog;

import org.jspecify.annotations.NullMarked;
