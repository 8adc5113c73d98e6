package dev.madang.localaws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The process of the local AWS. It ends with this JVM, even if the JVM is killed. */
final class Emulator {
  private static final String GREETING = "local AWS at ";

  private final Path root;
  private final Process process;
  private final URI endpoint;

  private Emulator(Path root, Process process, URI endpoint) {
    this.root = root;
    this.process = process;
    this.endpoint = endpoint;
  }

  /** On a free port, with further options of {@code python -m local_aws}. */
  static Emulator start(String... options) {
    var root = Repository.root();
    Repository.install(root);
    try {
      var log = Files.createDirectories(root.resolve(".local/logs")).resolve("local-aws-tests.log");
      // It watches its standard input, which closes when this JVM ends, even by kill -9.
      var builder = python(root, "-m", "local_aws", "--port", "0", "--exit-with-stdin");
      builder.command().addAll(List.of(options));
      var process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new Emulator(root, process, endpoint(process.inputReader(), log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI endpoint(BufferedReader output, Path log) throws IOException {
    var line = output.readLine();
    if (line == null || !line.startsWith(GREETING)) {
      throw new IllegalStateException("the local AWS did not start, see " + log);
    }
    Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
    return URI.create(line.substring(GREETING.length()));
  }

  URI endpoint() {
    return endpoint;
  }

  long pid() {
    return process.pid();
  }

  /** Stops it as {@code ./run stop} does. */
  void stop() {
    process.destroy();
    process.onExit().join();
  }

  /** Kills it as a crash would. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Applies infra/ and returns the outputs of its stacks. */
  Map<String, String> provision(String cdnPublicKey) {
    try {
      var key = "CdnPublicKey=" + cdnPublicKey;
      var process =
          python(root, "infra/apply.py", "--endpoint", endpoint.toString(), "--parameter", key)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output = process.inputReader().readAllAsString();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("infra/ cannot be applied to the local AWS");
      }
      return outputs(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while applying infra/", e);
    }
  }

  static Map<String, String> outputs(String json) {
    return new JsonMapper().readValue(json, new TypeReference<>() {});
  }

  static ProcessBuilder python(Path root, String... arguments) {
    var command = new ArrayList<String>();
    command.add(root.resolve(".local/venv/bin/python").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("PYTHONPATH", "local-aws");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }
}
