package dev.madang.user.export;

import java.time.Instant;

/**
 * A file in the private space.
 *
 * @param path relative to the user's prefix
 * @param size in bytes
 */
record StoredObject(String path, long size, Instant updatedAt) {}
