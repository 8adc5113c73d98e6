@NullMarked
package dev.madang.user.securityevent;

import org.jspecify.annotations.NullMarked;
