@NullMarked
package dev.madang.user.accountdeletion;

import org.jspecify.annotations.NullMarked;
