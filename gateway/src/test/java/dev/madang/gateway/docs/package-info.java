@NullMarked
package dev.madang.gateway.docs;

import org.jspecify.annotations.NullMarked;
