package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import dev.madang.media.rendition.Original;
import java.time.Instant;
import java.util.Optional;

/** The originals, with consistent reads. */
interface Originals {

  Optional<Stored> find(OriginalKey key);

  /** One version of an original. It can be read repeatedly until it is closed. */
  interface Stored extends Original, AutoCloseable {

    /** The version id of S3. */
    String version();

    /** As the client sent it. */
    String contentType();

    /** To the second. */
    Instant writtenAt();

    @Override
    void close();
  }
}
