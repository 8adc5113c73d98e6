package dev.madang.user.file;

import dev.madang.user.quota.ObjectKey;

/**
 * A file in the private space.
 *
 * @param version the S3 version id: no other content ever has it
 * @param copySource the move that created the file; empty for none
 */
record StoredFile(ObjectKey key, long size, String etag, String version, String copySource) {}
