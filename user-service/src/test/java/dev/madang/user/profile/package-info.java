@NullMarked
package dev.madang.user.profile;

import org.jspecify.annotations.NullMarked;
