package dev.madang.media.rendition.pool;

import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.decoder.Answer;
import dev.madang.media.rendition.decoder.Order;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One running decoder. Not safe for two threads at once. */
final class DecoderProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Process process;
  private final DataOutputStream orders;
  private final DataInputStream answers;

  private DecoderProcess(Process process) {
    this.process = process;
    this.orders = new DataOutputStream(process.getOutputStream());
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
  }

  /**
   * Waits until the decoder has greeted.
   *
   * @throws DecoderUnavailable when it does not, or has no libvips
   */
  static DecoderProcess start(ProcessBuilder command) {
    DecoderProcess decoder;
    try {
      decoder = new DecoderProcess(command.start());
    } catch (IOException failure) {
      throw new DecoderUnavailable(String.valueOf(failure.getMessage()));
    }
    try {
      decoder.awaitGreeting();
      return decoder;
    } catch (RuntimeException failure) {
      decoder.kill();
      throw failure;
    }
  }

  private void awaitGreeting() {
    try (var _ = new Deadline(START)) {
      boolean ready = answers.readBoolean();
      var text = answers.readUTF();
      if (!ready) {
        throw new LibvipsMissing(text);
      }
    } catch (IOException silent) {
      throw new DecoderUnavailable("it ended before it was ready");
    }
  }

  /**
   * @throws DecoderTimeout when the answer took longer than the limit
   * @throws IOException when the process died, or answered nonsense; it is of no more use
   */
  Rendering make(Order order, byte[] original, Duration limit) throws IOException, DecoderTimeout {
    try (var deadline = new Deadline(limit)) {
      try {
        order.writeTo(orders);
        orders.write(original);
        orders.flush();
        return Answer.read(answers);
      } catch (IOException died) {
        if (deadline.passed) {
          throw new DecoderTimeout();
        }
        throw died;
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** A decoder that waits for work ends by itself when its input does. */
  @Override
  public void close() {
    try {
      orders.close();
      if (!process.waitFor(FAREWELL)) {
        kill();
      }
    } catch (IOException alreadyGone) {
      kill();
    } catch (InterruptedException hurry) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Kills the process when time is up, which ends any wait for it. */
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
