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

/** A second instance of a service with the same command and environment, on other ports. */
final class ServiceInstance implements AutoCloseable {

  private final Process process;
  private final Path log;
  private final URI health;

  private ServiceInstance(Process process, Path log, URI health) {
    this.process = process;
    this.log = log;
    this.health = health;
  }

  static ServiceInstance of(Service service) {
    return Template.of(service).start(Map.of());
  }

  /** The command and environment of a running service, which {@code /proc} has on Linux. */
  record Template(Service service, List<String> command, Map<String, String> environment) {

    static Template of(Service service) {
      var process = Path.of("/proc", Long.toString(Madang.pid(service)));
      try {
        return new Template(
            service,
            zeroSeparated(process.resolve("cmdline")),
            ServiceInstance.environment(process));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * @param overrides environment variables that differ from those of the first instance
     */
    ServiceInstance start(Map<String, String> overrides) {
      int managementPort = freePort();
      var log = Madang.LOGS.resolve("%s-%d.log".formatted(service, managementPort));
      try {
        var builder =
            new ProcessBuilder(command)
                .directory(Madang.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(overrides);
        builder.environment().put("SERVER_PORT", Integer.toString(freePort()));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        var health = "http://127.0.0.1:%d/actuator/health/readiness".formatted(managementPort);
        var instance = new ServiceInstance(builder.start(), log, URI.create(health));
        Runtime.getRuntime().addShutdownHook(new Thread(instance::close));
        return instance;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void waitUntilReady() {
    Http.send(Http.to(health).build()).expect(200);
  }

  /** Waits until it exits by itself; returns the exit code. */
  int waitForExit() {
    return process.onExit().orTimeout(120, TimeUnit.SECONDS).join().exitValue();
  }

  String log() {
    return Logs.read(log);
  }

  /** Kills it with SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private static Map<String, String> environment(Path process) throws IOException {
    return zeroSeparated(process.resolve("environ")).stream()
        .map(variable -> variable.split("=", 2))
        .collect(toMap(variable -> variable[0], variable -> variable[1]));
  }

  private static List<String> zeroSeparated(Path file) throws IOException {
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
