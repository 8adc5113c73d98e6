package dev.madang.media.rendition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an upload. They are read as a stream, and may be read again from the start. */
public interface Original {

  /** In bytes. */
  long size();

  /** Another reader from the start, who closes it. Closing early must not read the rest. */
  InputStream open() throws IOException;

  /** One that lies in memory. */
  static Original of(byte[] bytes) {
    return new Original() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
