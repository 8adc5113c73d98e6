package dev.madang.defaults.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance of a service in a process of its own, which can be killed. */
final class StreamProcess implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Process process;

  StreamProcess(StreamedTable table) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StreamInstance.class.getName(),
                table.endpoint.toString(),
                table.name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(lines::add));
  }

  boolean isReady() {
    return lines.contains("ready");
  }

  boolean hasReceived(String id) {
    return lines.contains("received " + id);
  }

  /** Like {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
