package dev.madang.media.rendition.decoder;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Does what a picture would do that took over a decoder: once before the sandbox closes, to show
 * that it could, and once after. With {@code burn} it wastes CPU instead.
 */
final class Trespasser {

  private Trespasser() {}

  private interface Deed {
    void run() throws Throwable;
  }

  static void main(String[] arguments) throws Exception {
    var sandbox = new Sandbox();
    if (arguments[0].equals("burn")) {
      sandbox.limitCpu(Duration.ofMillis(500));
      while (true) {
        Thread.onSpinWait();
      }
    }
    var deeds = deeds(arguments[0], Integer.parseInt(arguments[1]));
    deeds.forEach((name, deed) -> tell("before", name, deed));
    System.out.println("closed: " + sandbox.close());
    deeds.forEach((name, deed) -> tell("after", name, deed));
    var thread = new Thread(() -> System.out.println("after: a thread works"));
    thread.start();
    thread.join();
  }

  private static void tell(String when, String name, Deed deed) {
    String outcome;
    try {
      deed.run();
      outcome = "done";
    } catch (Throwable refused) {
      outcome = "refused";
    }
    System.out.println(when + ": " + name + " " + outcome);
  }

  private static Map<String, Deed> deeds(String file, int port) {
    var deeds = new LinkedHashMap<String, Deed>();
    deeds.put("read", () -> new FileInputStream("/etc/passwd").close());
    deeds.put("write", () -> new FileOutputStream(file, true).close());
    deeds.put(
        "connect", () -> SocketChannel.open(new InetSocketAddress("127.0.0.1", port)).close());
    deeds.put("datagram", () -> DatagramChannel.open().close());
    deeds.put("exec", () -> new ProcessBuilder("/bin/true").start().waitFor());
    deeds.put("signal", () -> succeed(signal()));
    return deeds;
  }

  /** Whether its parent is there: signal 0 does no harm. */
  @SuppressWarnings("restricted")
  private static int signal() throws Throwable {
    var linker = Linker.nativeLinker();
    var kill =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("kill"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    return (int) kill.invokeExact(Math.toIntExact(parent), 0);
  }

  private static final long parent = ProcessHandle.current().parent().orElseThrow().pid();

  private static void succeed(int result) {
    if (result != 0) {
      throw new IllegalStateException();
    }
  }
}
