package dev.madang.media.rendition.decoder;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.NoSuchElementException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The process that touches untrusted bytes, so that the service need not. It reads {@link Order}s
 * from its standard input, each followed by an original, and writes {@link Answer}s. It ends when
 * the input ends, and, should it hang when nobody is left to notice, when its patience does.
 *
 * <p>Its first word is a {@link Greeting}. It tries what it can decode before that, closes its
 * {@link Sandbox}, and only then reads what comes from outside.
 */
public final class Decoder {

  private final Shrinker shrinker;
  private final Sandbox sandbox = new Sandbox();
  private final FileInputStream input = new FileInputStream(FileDescriptor.in);
  private final ScheduledThreadPoolExecutor watchdog =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());

  private Decoder(Shrinker shrinker) {
    this.shrinker = shrinker;
    watchdog.setRemoveOnCancelPolicy(true);
  }

  static void main(String[] arguments) throws IOException {
    var output =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    try {
      var vips = new Libvips(arguments[0]);
      var shrinker = new Shrinker(vips);
      var types = new Probe(shrinker).types();
      var decoder = new Decoder(shrinker);
      greet(output, new Greeting.Ready(vips.name(), types, decoder.sandbox.close()));
      decoder.work(output);
    } catch (IllegalArgumentException | NoSuchElementException missing) {
      greet(output, new Greeting.Missing(String.valueOf(missing.getMessage())));
    }
  }

  private static void greet(DataOutputStream output, Greeting greeting) throws IOException {
    greeting.writeTo(output);
    output.flush();
  }

  private void work(DataOutputStream output) throws IOException {
    var orders = new DataInputStream(input);
    while (true) {
      Order order;
      try {
        order = Order.readFrom(orders);
      } catch (EOFException nobodyIsLeft) {
        return;
      }
      sandbox.limitCpu(order.limits().cpu());
      var bite =
          watchdog.schedule(
              () -> Runtime.getRuntime().halt(1),
              order.limits().patience().toMillis(),
              TimeUnit.MILLISECONDS);
      try (var arena = Arena.ofConfined()) {
        Answer.write(shrinker.shrink(order, original(order, arena)), output);
        output.flush();
      } finally {
        bite.cancel(false);
      }
    }
  }

  /** Straight into native memory: the heap stays small whatever is uploaded. */
  private MemorySegment original(Order order, Arena arena) throws IOException {
    var bytes = arena.allocate(order.length());
    var buffer = bytes.asByteBuffer();
    while (buffer.hasRemaining()) {
      if (input.getChannel().read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return bytes;
  }
}
