/** All data of a user as one ZIP file. */
@NullMarked
package dev.madang.user.export;

import org.jspecify.annotations.NullMarked;
