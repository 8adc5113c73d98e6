package dev.madang.user.session;

import dev.madang.user.securityevent.ClientInfo;
import java.time.Instant;
import java.util.Comparator;

/**
 * A device on which a user is signed in.
 *
 * @param id the {@code origin_jti} of its tokens
 * @param createdAt the sign-in
 * @param lastSeenAt the last request to user-service, accurate to one hour
 * @param client at that request
 */
public record Session(String id, Instant createdAt, Instant lastSeenAt, ClientInfo client) {

  static final Comparator<Session> NEWEST_FIRST =
      Comparator.comparing(Session::createdAt).reversed().thenComparing(Session::id);

  Position position() {
    return new Position(createdAt, id);
  }

  boolean isBehind(Position position) {
    return createdAt.isBefore(position.createdAt)
        || createdAt.equals(position.createdAt) && id.compareTo(position.id) > 0;
  }

  /** A place in a list that is {@linkplain #NEWEST_FIRST ordered}. */
  record Position(Instant createdAt, String id) {

    /**
     * @throws IllegalArgumentException if it is not the text of a position
     */
    static Position parse(String text) {
      var parts = text.split("\\.", 2);
      if (parts.length < 2 || !parts[0].matches("[0-9]{1,11}")) {
        throw new IllegalArgumentException("not a position");
      }
      return new Position(Instant.ofEpochSecond(Long.parseLong(parts[0])), parts[1]);
    }

    @Override
    public String toString() {
      return createdAt.getEpochSecond() + "." + id;
    }
  }
}
