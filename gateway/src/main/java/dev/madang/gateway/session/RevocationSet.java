package dev.madang.gateway.session;

import io.netty.util.collection.LongObjectHashMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Revoked ids, each as 64 bits of a hash, with the time until which they are kept: 16 to 32 bytes
 * each. That an id which is not revoked has the hash of one that is, is less likely than 1 in 10^13
 * for a million ids.
 */
final class RevocationSet {

  /** Many maps, so that a map that grows is small and other ids are found meanwhile. */
  private static final int STRIPES = 64;

  private static final float LOAD_FACTOR = 0.75f;

  /** The hash of no session. */
  private static final long NONE = 0;

  /** Times are rounded up to it, so that most entries are the same object. */
  private static final Duration RESOLUTION = Duration.ofMinutes(1);

  private final List<Stripe> stripes = Stream.generate(Stripe::new).limit(STRIPES).toList();
  private final Map<Instant, Entry> entriesOfSessions = new ConcurrentHashMap<>();

  /** A revoked session. */
  void add(String id, Instant expiresAt) {
    add(
        id,
        entriesOfSessions.computeIfAbsent(
            roundUp(expiresAt), it -> new Entry(Instant.MAX, NONE, it)));
  }

  /**
   * A user whose sign-ins before a time are revoked. The latest time counts.
   *
   * @param except the only earlier session that is not revoked
   */
  void add(String id, Instant notBefore, @Nullable String except, Instant expiresAt) {
    var exception = except == null ? NONE : hash(except);
    add(id, new Entry(notBefore, exception, roundUp(expiresAt)));
  }

  private void add(String id, Entry entry) {
    var hash = hash(id);
    stripe(hash).add(hash, entry);
  }

  /** Whether the session is revoked by itself. */
  boolean contains(String session) {
    return entry(session) != null;
  }

  /** Whether a sign-in of the user at a time is revoked. */
  boolean contains(String user, @Nullable String session, @Nullable Instant signedInAt) {
    var entry = entry(user);
    return entry != null
        && (signedInAt == null || signedInAt.isBefore(entry.notBefore()))
        && (session == null || entry.except() == NONE || entry.except() != hash(session));
  }

  private @Nullable Entry entry(String id) {
    var hash = hash(id);
    return stripe(hash).get(hash);
  }

  void removeExpired(Instant now) {
    stripes.forEach(it -> it.removeExpired(now));
    entriesOfSessions.keySet().removeIf(it -> it.isBefore(now));
  }

  int size() {
    return stripes.stream().mapToInt(Stripe::size).sum();
  }

  private static Instant roundUp(Instant time) {
    var step = RESOLUTION.toSeconds();
    return Instant.ofEpochSecond(Math.ceilDiv(time.getEpochSecond() + 1, step) * step);
  }

  private Stripe stripe(long hash) {
    return stripes.get((int) (hash >>> 58));
  }

  /** FNV-1a, and the finalizer of MurmurHash3, which spreads it over all bits. */
  private static long hash(String id) {
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }

  /**
   * @param notBefore sign-ins before it are revoked
   * @param except the hash of the session that is not, or {@link #NONE}
   */
  private record Entry(Instant notBefore, long except, Instant expiresAt) {

    /** Two revocations of one second that differ in their exceptions have none. */
    Entry later(Entry other) {
      if (!notBefore.equals(other.notBefore)) {
        return notBefore.isAfter(other.notBefore) ? this : other;
      }
      var last = expiresAt.isAfter(other.expiresAt) ? this : other;
      return except == other.except ? last : new Entry(notBefore, NONE, last.expiresAt);
    }
  }

  private static final class Stripe {

    private LongObjectHashMap<Entry> entries = new LongObjectHashMap<>(8, LOAD_FACTOR);

    synchronized void add(long hash, Entry entry) {
      var known = entries.get(hash);
      entries.put(hash, known == null ? entry : known.later(entry));
    }

    synchronized @Nullable Entry get(long hash) {
      return entries.get(hash);
    }

    synchronized int size() {
      return entries.size();
    }

    /** Makes a new map, so that the memory of many entries is not kept for few. */
    synchronized void removeExpired(Instant now) {
      var kept = 0;
      for (var entry : entries.values()) {
        kept += entry.expiresAt().isBefore(now) ? 0 : 1;
      }
      if (kept == entries.size()) {
        return;
      }
      var left = new LongObjectHashMap<Entry>(Math.max(8, (int) (kept / LOAD_FACTOR)), LOAD_FACTOR);
      for (var entry : entries.entries()) {
        if (!entry.value().expiresAt().isBefore(now)) {
          left.put(entry.key(), entry.value());
        }
      }
      entries = left;
    }
  }
}
