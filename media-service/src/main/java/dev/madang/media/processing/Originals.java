package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import dev.madang.media.rendition.Original;
import java.time.Instant;
import java.util.Optional;

/** What owners have uploaded. Reads see the last write. */
interface Originals {

  /** What lies there now. */
  Optional<Stored> find(OriginalKey key);

  /** One version of an original. It can be read again and again, until it is closed. */
  interface Stored extends Original, AutoCloseable {

    /** As S3 names it: no other content ever has this name. */
    String version();

    /** What its writer said that it is. */
    String contentType();

    /** To the second. */
    Instant writtenAt();

    @Override
    void close();
  }
}
