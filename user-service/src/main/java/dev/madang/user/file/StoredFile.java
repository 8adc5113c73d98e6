package dev.madang.user.file;

import dev.madang.user.quota.ObjectKey;

/**
 * A file that was found.
 *
 * @param version no other content ever had or will have it
 * @param mark of the move that brought it here; empty for none
 */
record StoredFile(ObjectKey key, long size, String etag, String version, String mark) {}
