package dev.madang.user.export;

import java.time.Instant;

/**
 * A file of the private space.
 *
 * @param path below the user's prefix
 * @param size in bytes
 */
record StoredObject(String path, long size, Instant modifiedAt) {}
