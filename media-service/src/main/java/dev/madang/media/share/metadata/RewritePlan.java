package dev.madang.media.share.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** The parts of the new file: ranges of the old one, and a few new bytes. */
final class RewritePlan {

  // An image has some hundred at most; the limit protects the heap from hostile files.
  private static final int MAX_PARTS = 100_000;

  private sealed interface Part {

    record Old(int from, int to) implements Part {}

    record New(byte[] bytes) implements Part {}
  }

  private final List<Part> parts = new ArrayList<>();
  private long size;

  /** Adjacent ranges become one. */
  void keep(int from, int to) {
    if (from < 0 || to < from) {
      throw new IndexOutOfBoundsException(from);
    }
    size += to - from;
    if (!parts.isEmpty()
        && parts.getLast() instanceof Part.Old(var first, var last)
        && last == from) {
      parts.set(parts.size() - 1, new Part.Old(first, to));
    } else {
      add(new Part.Old(from, to));
    }
  }

  void put(byte... bytes) {
    size += bytes.length;
    add(new Part.New(bytes));
  }

  void putAll(RewritePlan other) {
    size += other.size;
    other.parts.forEach(this::add);
  }

  private void add(Part part) {
    MalformedImage.unless(parts.size() < MAX_PARTS, "too many parts");
    parts.add(part);
  }

  long size() {
    return size;
  }

  void write(ByteBuffer in, FileChannel sink) throws IOException {
    for (var part : parts) {
      var bytes =
          switch (part) {
            case Part.Old(var from, var to) -> in.slice(from, to - from);
            case Part.New(var added) -> ByteBuffer.wrap(added);
          };
      while (bytes.hasRemaining()) {
        sink.write(bytes);
      }
    }
  }
}
