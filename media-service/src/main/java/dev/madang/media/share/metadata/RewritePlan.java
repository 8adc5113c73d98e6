package dev.madang.media.share.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** What the new file is made of: pieces of the old one, and a few bytes of ours. */
final class RewritePlan {

  // A picture has some hundred at most. So a hostile file cannot fill the heap.
  private static final int MOST = 100_000;

  private sealed interface Part {

    record Old(int from, int to) implements Part {}

    record New(byte[] bytes) implements Part {}
  }

  private final List<Part> parts = new ArrayList<>();
  private long size;

  /** Neighbours become one. */
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
    MalformedImage.unless(parts.size() < MOST, "too many parts");
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
            case Part.New(var ours) -> ByteBuffer.wrap(ours);
          };
      while (bytes.hasRemaining()) {
        sink.write(bytes);
      }
    }
  }
}
