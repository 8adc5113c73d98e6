@NullMarked
package dev.madang.user.account;

import org.jspecify.annotations.NullMarked;
