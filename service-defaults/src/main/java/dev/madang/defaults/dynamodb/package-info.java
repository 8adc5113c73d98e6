/** Which client reaches which table. */
@NullMarked
package dev.madang.defaults.dynamodb;

import org.jspecify.annotations.NullMarked;
