@NullMarked
package dev.madang.media.accountdeletion;

import org.jspecify.annotations.NullMarked;
