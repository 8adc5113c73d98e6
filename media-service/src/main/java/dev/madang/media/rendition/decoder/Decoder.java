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
 * The process that reads untrusted bytes, instead of the service. It reads {@link DecodeRequest}s
 * from its standard input, each followed by an original, and writes {@link DecodeResponse}s. It
 * ends when the input ends, or when a request takes longer than its timeout.
 *
 * <p>It probes what it can decode, enters the {@link Sandbox}, writes a {@link Handshake}, and only
 * then reads input.
 */
public final class Decoder {

  private final Resizer shrinker;
  private final Sandbox sandbox = new Sandbox();
  private final FileInputStream input = new FileInputStream(FileDescriptor.in);
  private final ScheduledThreadPoolExecutor watchdog =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());

  private Decoder(Resizer shrinker) {
    this.shrinker = shrinker;
    watchdog.setRemoveOnCancelPolicy(true);
  }

  static void main(String[] arguments) throws IOException {
    var output =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    try {
      var vips = new Libvips(arguments[0]);
      var shrinker = new Resizer(vips);
      var types = new CapabilityProbe(shrinker).types();
      var decoder = new Decoder(shrinker);
      greet(output, new Handshake.Ready(vips.name(), types, decoder.sandbox.close()));
      decoder.work(output);
    } catch (IllegalArgumentException | NoSuchElementException missing) {
      greet(output, new Handshake.Missing(String.valueOf(missing.getMessage())));
    }
  }

  private static void greet(DataOutputStream output, Handshake greeting) throws IOException {
    greeting.writeTo(output);
    output.flush();
  }

  private void work(DataOutputStream output) throws IOException {
    var orders = new DataInputStream(input);
    while (true) {
      DecodeRequest order;
      try {
        order = DecodeRequest.readFrom(orders);
      } catch (EOFException nobodyIsLeft) {
        return;
      }
      sandbox.limitCpu(order.limits().cpu());
      var bite =
          watchdog.schedule(
              () -> Runtime.getRuntime().halt(1),
              order.limits().timeout().toMillis(),
              TimeUnit.MILLISECONDS);
      try (var arena = Arena.ofConfined()) {
        DecodeResponse.write(shrinker.shrink(order, original(order, arena)), output);
        output.flush();
      } finally {
        bite.cancel(false);
      }
    }
  }

  /** Into native memory: the heap stays small. */
  private MemorySegment original(DecodeRequest order, Arena arena) throws IOException {
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
