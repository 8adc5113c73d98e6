package dev.madang.media.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Looks every few milliseconds at how much memory each decoder has ever had. */
final class Watch implements AutoCloseable {

  private static final int PAUSE = 10;

  private final AtomicLong resident = new AtomicLong();
  private final AtomicLong mapped = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().daemon().start(this::look);

  long peakResidentBytes() {
    return resident.get();
  }

  long peakMappedBytes() {
    return mapped.get();
  }

  private void look() {
    try {
      while (true) {
        ProcessHandle.current().descendants().filter(Watch::isDecoder).forEach(this::note);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isDecoder(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("java");
  }

  private void note(ProcessHandle decoder) {
    try {
      var status = Path.of("/proc", Long.toString(decoder.pid()), "status");
      for (var line : Files.readAllLines(status, US_ASCII)) {
        if (line.startsWith("VmHWM:")) {
          resident.accumulateAndGet(bytes(line), Math::max);
        } else if (line.startsWith("VmPeak:")) {
          mapped.accumulateAndGet(bytes(line), Math::max);
        }
      }
    } catch (IOException ended) {
      // The pool starts another.
    }
  }

  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
