/** Uploads: presigned requests, with which clients send files to S3. */
@NullMarked
package dev.madang.media.upload;

import org.jspecify.annotations.NullMarked;
