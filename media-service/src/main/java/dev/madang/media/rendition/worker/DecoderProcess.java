package dev.madang.media.rendition.worker;

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
import java.util.concurrent.TimeUnit;

/** A running decoder. Not thread-safe. */
final class DecoderProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);
  private static final int CHUNK = 1 << 16;

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
   * The time limit does not include reading the original.
   *
   * @throws DecoderTimeout if the limit is exceeded
   * @throws IOException if the process crashed or its response is invalid
   * @throws java.io.UncheckedIOException if the original cannot be read
   */
  RenditionResult generate(DecodeRequest request, OriginalReader original, Duration limit)
      throws IOException, DecoderTimeout {
    // After an exception it is in the middle of a request.
    usable = false;
    timed(
        limit,
        () -> {
          request.writeTo(requests);
          return requests;
        });
    send(original, limit);
    var result = timed(limit, () -> DecodeResponse.read(request, responses));
    usable = true;
    return result;
  }

  private void send(OriginalReader original, Duration limit) throws IOException, DecoderTimeout {
    var buffer = new byte[CHUNK];
    for (int left = original.size(); left > 0; ) {
      int count = original.read(buffer, left);
      timed(
          limit,
          () -> {
            requests.write(buffer, 0, count);
            requests.flush();
            return requests;
          });
      left -= count;
    }
  }

  private interface Exchange<T> {
    T run() throws IOException;
  }

  private <T> T timed(Duration limit, Exchange<T> exchange) throws IOException, DecoderTimeout {
    try (var deadline = new Deadline(limit)) {
      try {
        return exchange.run();
      } catch (IOException failure) {
        if (deadline.passed) {
          throw new DecoderTimeout();
        }
        throw failure;
      }
    }
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

  /** Kills the process at the time limit. */
  private final class Deadline implements AutoCloseable {

    private final CompletableFuture<Void> alarm;
    private volatile boolean passed;

    Deadline(Duration limit) {
      alarm =
          CompletableFuture.runAsync(
              this::pass,
              CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void pass() {
      passed = true;
      kill();
    }

    @Override
    public void close() {
      alarm.cancel(false);
    }
  }
}
