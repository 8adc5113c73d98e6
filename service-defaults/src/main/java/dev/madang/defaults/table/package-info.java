/** Which client reaches which table. */
@NullMarked
package dev.madang.defaults.table;

import org.jspecify.annotations.NullMarked;
