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
 * Tries what a compromised decoder could do: once before the sandbox is closed, to show that each
 * attempt works, and once after. With {@code burn} it uses CPU time instead.
 */
final class SandboxProbe {

  private SandboxProbe() {}

  private interface Attempt {
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
    var attempts = attempts(arguments[0], Integer.parseInt(arguments[1]));
    attempts.forEach((name, attempt) -> report("before", name, attempt));
    System.out.println("closed: " + sandbox.close());
    attempts.forEach((name, attempt) -> report("after", name, attempt));
    var thread = new Thread(() -> System.out.println("after: a thread works"));
    thread.start();
    thread.join();
  }

  private static void report(String when, String name, Attempt attempt) {
    String outcome;
    try {
      attempt.run();
      outcome = "done";
    } catch (Throwable refused) {
      outcome = "refused";
    }
    System.out.println(when + ": " + name + " " + outcome);
  }

  private static Map<String, Attempt> attempts(String file, int port) {
    var attempts = new LinkedHashMap<String, Attempt>();
    attempts.put("read", () -> new FileInputStream("/etc/passwd").close());
    attempts.put("write", () -> new FileOutputStream(file, true).close());
    attempts.put(
        "connect", () -> SocketChannel.open(new InetSocketAddress("127.0.0.1", port)).close());
    attempts.put("datagram", () -> DatagramChannel.open().close());
    attempts.put("exec", () -> new ProcessBuilder("/bin/true").start().waitFor());
    attempts.put("signal", () -> checkResult(signal()));
    return attempts;
  }

  /** Whether the parent process exists: signal 0 has no effect. */
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

  private static void checkResult(int result) {
    if (result != 0) {
      throw new IllegalStateException();
    }
  }
}
