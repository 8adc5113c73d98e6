package dev.madang.media.rendition.worker;

import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.Original;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;

/**
 * Reads an original once, after peeking at its first bytes. Failures here are not the decoder's, so
 * they are {@link UncheckedIOException}s.
 */
final class OriginalReader implements AutoCloseable {

  private final InputStream stream;
  private final byte[] start;
  private final InputStream whole;
  private final int size;

  private OriginalReader(InputStream stream, byte[] start, int size) {
    this.stream = stream;
    this.start = start;
    this.whole = new SequenceInputStream(new ByteArrayInputStream(start), stream);
    this.size = size;
  }

  static OriginalReader open(Original original) {
    try {
      var stream = original.open();
      try {
        return new OriginalReader(
            stream,
            stream.readNBytes(ImageType.SIGNATURE_LENGTH),
            Math.toIntExact(original.size()));
      } catch (IOException failure) {
        stream.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** At most {@link ImageType#SIGNATURE_LENGTH} bytes. */
  byte[] start() {
    return start;
  }

  int size() {
    return size;
  }

  /** Reads at least one byte into the buffer. */
  int read(byte[] buffer, int most) {
    try {
      int count = whole.read(buffer, 0, Math.min(most, buffer.length));
      if (count < 0) {
        throw new EOFException("the original has less than " + size + " bytes");
      }
      return count;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
