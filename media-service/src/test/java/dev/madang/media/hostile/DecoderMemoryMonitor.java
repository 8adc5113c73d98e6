package dev.madang.media.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.madang.media.rendition.decoder.Decoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the peak memory of the decoders every few milliseconds. */
final class DecoderMemoryMonitor implements AutoCloseable {

  private static final int INTERVAL_MILLIS = 10;

  private final AtomicLong resident = new AtomicLong();
  private final AtomicLong mapped = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().daemon().start(this::measure);

  long peakResidentBytes() {
    return resident.get();
  }

  long peakMappedBytes() {
    return mapped.get();
  }

  private void measure() {
    try {
      while (true) {
        ProcessHandle.current()
            .descendants()
            .filter(DecoderMemoryMonitor::isDecoder)
            .forEach(this::record);
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A process that is about to become a decoder still has the memory of this one. */
  private static boolean isDecoder(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(Decoder.class.getName());
  }

  private void record(ProcessHandle decoder) {
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
      // The decoder ended; the pool starts another.
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
