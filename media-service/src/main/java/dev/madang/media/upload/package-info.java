/** Asking for an upload: a signed PUT, straight to S3. */
@NullMarked
package dev.madang.media.upload;

import org.jspecify.annotations.NullMarked;
