/** A user's files: listed, sent and fetched by signed links, moved, deleted. */
@NullMarked
package dev.madang.user.file;

import org.jspecify.annotations.NullMarked;
