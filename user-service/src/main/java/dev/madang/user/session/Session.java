package dev.madang.user.session;

import dev.madang.user.security.Origin;
import java.time.Instant;

/**
 * A device on which a user is signed in.
 *
 * @param id the {@code origin_jti} of its tokens
 * @param lastSeenAt to the hour; when it was seen by user-service last
 */
public record Session(String id, Instant signedInAt, Instant lastSeenAt, Origin origin) {}
