package dev.madang.media.upload;

import dev.madang.media.upload.MultipartUploads.UploadedPart;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a file is cut. All parts have the same size, but the last.
 *
 * @param fileSize in bytes
 * @param size of each part but the last, in bytes: whole MiB, at least eight
 */
record PartLayout(long fileSize, long size) {

  private static final long MIB = 1 << 20;
  private static final long SMALLEST = 8 * MIB;
  private static final int MOST = 10_000;

  /** As small as can be, so that little is lost when one is cut off. */
  static PartLayout of(long fileSize) {
    long smallest = Math.ceilDiv(fileSize, MOST);
    return new PartLayout(fileSize, Math.max(SMALLEST, Math.ceilDiv(smallest, MIB) * MIB));
  }

  int count() {
    return Math.toIntExact(Math.ceilDiv(fileSize, size));
  }

  boolean has(int number) {
    return 1 <= number && number <= count();
  }

  long sizeOf(int number) {
    return number < count() ? size : fileSize - (count() - 1) * size;
  }

  /** The numbers of those that are not there, or not of their size. */
  List<Integer> missing(List<UploadedPart> there) {
    Set<Integer> whole =
        there.stream()
            .filter(it -> has(it.number()) && it.size() == sizeOf(it.number()))
            .map(UploadedPart::number)
            .collect(Collectors.toSet());
    return IntStream.rangeClosed(1, count()).boxed().filter(it -> !whole.contains(it)).toList();
  }
}
