@NullMarked
package dev.madang.user.storagecredentials;

import org.jspecify.annotations.NullMarked;
