package dev.madang.journeys;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A second process of a service, started as its first one was, at ports of its own. */
final class Copy implements AutoCloseable {

  private final Process process;
  private final Path log;
  private final URI health;

  private Copy(Process process, Path log, URI health) {
    this.process = process;
    this.log = log;
    this.health = health;
  }

  static Copy of(Service service) {
    return Recipe.of(service).start(Map.of());
  }

  /** How a service was started. Only Linux tells, and only while it runs. */
  record Recipe(Service service, List<String> command, Map<String, String> environment) {

    static Recipe of(Service service) {
      var process = Path.of("/proc", Long.toString(Madang.pid(service)));
      try {
        return new Recipe(service, words(process.resolve("cmdline")), Copy.environment(process));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * @param more of the environment, beside the first one's
     */
    Copy start(Map<String, String> more) {
      var log = Madang.LOGS.resolve(service + "-copy.log");
      int managementPort = freePort();
      try {
        var builder =
            new ProcessBuilder(command)
                .directory(Madang.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        builder.environment().put("SERVER_PORT", Integer.toString(freePort()));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        var health = "http://127.0.0.1:%d/actuator/health/readiness".formatted(managementPort);
        var copy = new Copy(builder.start(), log, URI.create(health));
        Runtime.getRuntime().addShutdownHook(new Thread(copy::close));
        return copy;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void waitUntilReady() {
    Http.send(Http.to(health).build()).expect(200);
  }

  /** Returns when it has ended by itself; gives its exit code. */
  int waitUntilDead() {
    return process.onExit().orTimeout(120, TimeUnit.SECONDS).join().exitValue();
  }

  String log() {
    return Logs.read(log);
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private static Map<String, String> environment(Path process) throws IOException {
    return words(process.resolve("environ")).stream()
        .map(variable -> variable.split("=", 2))
        .collect(toMap(variable -> variable[0], variable -> variable[1]));
  }

  private static List<String> words(Path file) throws IOException {
    return Arrays.asList(Files.readString(file).split("\0"));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
