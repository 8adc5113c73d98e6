/** The files of users: list, upload and download with presigned links, move, delete. */
@NullMarked
package dev.madang.user.file;

import org.jspecify.annotations.NullMarked;
