package dev.madang.media.upload;

import dev.madang.media.upload.MultipartUploads.UploadedPart;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a file is split into parts of equal size, except the last.
 *
 * @param fileSize in bytes
 * @param size of each part but the last, in bytes: whole MiB, at least eight
 */
record PartLayout(long fileSize, long size) {

  private static final long MIB = 1 << 20;
  private static final long MIN_SIZE = 8 * MIB;
  private static final int MAX_COUNT = 10_000;

  /** Parts are as small as possible: an interrupted one is lost. */
  static PartLayout of(long fileSize) {
    long smallest = Math.ceilDiv(fileSize, MAX_COUNT);
    return new PartLayout(fileSize, Math.max(MIN_SIZE, Math.ceilDiv(smallest, MIB) * MIB));
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

  /** The numbers of the parts that are not uploaded, or have another size. */
  List<Integer> missing(List<UploadedPart> uploaded) {
    Set<Integer> complete =
        uploaded.stream()
            .filter(it -> has(it.number()) && it.size() == sizeOf(it.number()))
            .map(UploadedPart::number)
            .collect(Collectors.toSet());
    return IntStream.rangeClosed(1, count()).boxed().filter(it -> !complete.contains(it)).toList();
  }
}
