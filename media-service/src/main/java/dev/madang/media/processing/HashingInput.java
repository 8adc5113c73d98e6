package dev.madang.media.processing;

import dev.madang.media.rendition.Original;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the SHA-256 of an original while it is read, so that it is read once. */
final class HashingInput implements Original {

  private static final int HEAD = 64;

  private final Original original;
  private final MessageDigest digest = newDigest();
  private @Nullable BufferedInputStream peeked;
  private byte @Nullable [] sum;

  HashingInput(Original original) {
    this.original = original;
  }

  @Override
  public long size() {
    return original.size();
  }

  /** The first bytes; fewer only if the original has no more. */
  byte[] head() {
    try {
      var stream = new BufferedInputStream(original.open());
      stream.mark(HEAD);
      var head = stream.readNBytes(HEAD);
      stream.reset();
      peeked = stream;
      return head;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public InputStream open() throws IOException {
    var stream = peeked == null ? original.open() : peeked;
    peeked = null;
    digest.reset();
    return new Summed(stream);
  }

  /** Reads the rest for the checksum. */
  void readToTheEnd() {
    try (var stream = open()) {
      stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Empty unless the original has been read to its end. */
  Optional<byte[]> sha256() {
    return Optional.ofNullable(sum).map(byte[]::clone);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private final class Summed extends FilterInputStream {

    private long left = size();

    Summed(InputStream in) {
      super(in);
      finish();
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        digest.update(bytes, offset, count);
        left -= count;
        finish();
      }
      return count;
    }

    /** Reads, so that every byte counts. */
    @Override
    public long skip(long count) throws IOException {
      return readNBytes(Math.clamp(count, 0, 8192)).length;
    }

    private void finish() {
      if (left == 0 && sum == null) {
        sum = digest.digest();
      }
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
