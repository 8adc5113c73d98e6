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

  private final Resizer resizer;
  private final Sandbox sandbox = new Sandbox();
  private final FileInputStream input = new FileInputStream(FileDescriptor.in);
  private final ScheduledThreadPoolExecutor watchdog =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());

  private Decoder(Resizer resizer) {
    this.resizer = resizer;
    watchdog.setRemoveOnCancelPolicy(true);
  }

  static void main(String[] arguments) throws IOException {
    var output =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    try {
      var vips = new Libvips(arguments[0]);
      var resizer = new Resizer(vips);
      var types = new CapabilityProbe(resizer).types();
      var decoder = new Decoder(resizer);
      send(
          output, new Handshake.Ready(vips.name(), vips.libheif(), types, decoder.sandbox.close()));
      decoder.work(output);
    } catch (IllegalArgumentException | NoSuchElementException missing) {
      send(output, new Handshake.Missing(String.valueOf(missing.getMessage())));
    }
  }

  private static void send(DataOutputStream output, Handshake handshake) throws IOException {
    handshake.writeTo(output);
    output.flush();
  }

  private void work(DataOutputStream output) throws IOException {
    var requests = new DataInputStream(input);
    while (true) {
      DecodeRequest request;
      try {
        request = DecodeRequest.readFrom(requests);
      } catch (EOFException inputEnded) {
        return;
      }
      sandbox.limitCpu(request.limits().cpu());
      var timeout =
          watchdog.schedule(
              () -> Runtime.getRuntime().halt(1),
              request.limits().timeout().toMillis(),
              TimeUnit.MILLISECONDS);
      try (var arena = Arena.ofConfined()) {
        DecodeResponse.write(resizer.shrink(request, original(request, arena)), output);
        output.flush();
      } finally {
        timeout.cancel(false);
      }
    }
  }

  /** Into native memory: the heap stays small. */
  private MemorySegment original(DecodeRequest request, Arena arena) throws IOException {
    var bytes = arena.allocate(request.length());
    var buffer = bytes.asByteBuffer();
    while (buffer.hasRemaining()) {
      if (input.getChannel().read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return bytes;
  }
}
