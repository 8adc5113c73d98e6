package dev.madang.media.rendition.worker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.decoder.DecodeRequest;
import dev.madang.media.rendition.decoder.DecodeResponse;
import dev.madang.media.rendition.decoder.Handshake;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A running decoder. Not thread-safe. */
final class DecoderProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);
  private static final int CHUNK = 1 << 16;
  private static final int CHECK_MILLIS = 200;
  // 128 + SIGXCPU
  private static final int KILLED_FOR_ITS_CPU_TIME = 128 + 24;
  private static final ScheduledExecutorService CHECKS =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("decoder-limits").factory());

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream responses;
  private Handshake.Ready handshake = new Handshake.Ready("", 0, Set.of(), "");
  private boolean usable;

  private DecoderProcess(Process process) {
    this.process = process;
    this.requests = new DataOutputStream(process.getOutputStream());
    this.responses =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
  }

  /**
   * Waits for the handshake.
   *
   * @throws DecoderUnavailable if there is none, or no libvips
   */
  static DecoderProcess start(ProcessBuilder command) {
    DecoderProcess decoder;
    try {
      var process = command.start();
      DecoderLog.follow(process);
      decoder = new DecoderProcess(process);
    } catch (IOException failure) {
      throw new DecoderUnavailable(String.valueOf(failure.getMessage()));
    }
    try {
      decoder.awaitHandshake();
      return decoder;
    } catch (RuntimeException failure) {
      decoder.kill();
      throw failure;
    }
  }

  private void awaitHandshake() {
    try (var _ = new Deadline(START)) {
      switch (Handshake.readFrom(responses)) {
        case Handshake.Ready ready -> handshake = ready;
        case Handshake.Missing(var why) -> throw new LibvipsMissing(why);
      }
      usable = true;
    } catch (IOException ended) {
      throw new DecoderUnavailable("it ended before it was ready");
    }
  }

  /**
   * The limits do not include reading the original.
   *
   * @throws CpuLimitExceeded if the original needs more CPU time
   * @throws DecoderStalled if the decoder takes longer, which is not the fault of the original
   * @throws IOException if the process crashed or its response is invalid
   * @throws java.io.UncheckedIOException if the original cannot be read
   */
  RenditionResult generate(
      DecodeRequest request, OriginalReader original, RenditionProperties properties)
      throws IOException, CpuLimitExceeded {
    // After an exception it is in the middle of a request.
    usable = false;
    try (var limits = new Limits(properties)) {
      limits.apply(() -> request.writeTo(requests));
      var buffer = new byte[CHUNK];
      for (int left = original.size(); left > 0; ) {
        limits.pause();
        int count = original.read(buffer, left);
        limits.apply(() -> {
          requests.write(buffer, 0, count);
          requests.flush();
        });
        left -= count;
      }
      var responded = new AtomicReference<RenditionResult>();
      limits.apply(() -> responded.set(DecodeResponse.read(request, responses)));
      usable = true;
      return responded.get();
    }
  }

  private interface Exchange {
    void run() throws IOException;
  }

  /** Whether it waits for a request. */
  boolean isUsable() {
    return usable && process.isAlive();
  }

  /** The version of libvips. */
  String libvips() {
    return handshake.libvips();
  }

  /** The version of libheif, such as 119 for 1.19; 0 if it is not known. */
  int libheif() {
    return handshake.libheif();
  }

  Set<ImageType> types() {
    return handshake.types();
  }

  /** Why it has no sandbox; empty if it has one. */
  String open() {
    return handshake.open();
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** A decoder that waits for a request ends when its input ends. */
  @Override
  public void close() {
    try {
      requests.close();
      if (!process.waitFor(SHUTDOWN_TIMEOUT)) {
        kill();
      }
    } catch (IOException alreadyEnded) {
      kill();
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Kills the process when it exceeds the limits of an original. */
  private final class Limits implements AutoCloseable {

    private final Duration cpuLimit;
    private final Duration timeout;
    private final Duration cpuBefore = cpuTime();
    private final ScheduledFuture<?> check;
    // What is left of the timeout, in nanoseconds; it does not run while the original is read.
    private long left;
    private long runningSince;
    private volatile boolean isStalled;
    private volatile boolean isCpuExceeded;

    Limits(RenditionProperties properties) {
      cpuLimit = properties.cpuLimit();
      timeout = properties.timeout();
      left = timeout.toNanos();
      check = CHECKS.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, MILLISECONDS);
    }

    void apply(Exchange exchange) throws IOException, CpuLimitExceeded {
      resume();
      try {
        exchange.run();
      } catch (IOException failure) {
        if (isCpuExceeded || endedForItsCpuTime()) {
          throw new CpuLimitExceeded();
        }
        if (isStalled) {
          throw new DecoderStalled(timeout, cpuTime().minus(cpuBefore));
        }
        throw failure;
      }
    }

    private synchronized void resume() {
      if (runningSince == 0) {
        runningSince = System.nanoTime();
      }
    }

    synchronized void pause() {
      left = remaining();
      runningSince = 0;
    }

    private long remaining() {
      return runningSince == 0 ? left : left - (System.nanoTime() - runningSince);
    }

    private synchronized void check() {
      if (cpuTime().minus(cpuBefore).compareTo(cpuLimit) > 0) {
        isCpuExceeded = true;
        kill();
      } else if (remaining() < 0) {
        isStalled = true;
        kill();
      }
    }

    /** On Linux the kernel ends it, too. */
    private boolean endedForItsCpuTime() {
      try {
        return process.waitFor(SHUTDOWN_TIMEOUT) && process.exitValue() == KILLED_FOR_ITS_CPU_TIME;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      check.cancel(false);
    }
  }

  /** Kills a process that does not start in time. */
  private final class Deadline implements AutoCloseable {

    private final CompletableFuture<Void> alarm;

    Deadline(Duration limit) {
      alarm =
          CompletableFuture.runAsync(
              DecoderProcess.this::kill,
              CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
      alarm.cancel(false);
    }
  }
}
