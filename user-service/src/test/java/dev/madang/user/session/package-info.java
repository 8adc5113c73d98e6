@NullMarked
package dev.madang.user.session;

import org.jspecify.annotations.NullMarked;
