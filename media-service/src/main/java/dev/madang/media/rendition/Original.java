package dev.madang.media.rendition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an upload, which can be read repeatedly. */
public interface Original {

  /** In bytes. */
  long size();

  /** Another stream from the start. Closing it early must not read the rest. */
  InputStream open() throws IOException;

  /** An original in memory. */
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
