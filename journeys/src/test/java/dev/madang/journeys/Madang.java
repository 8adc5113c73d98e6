package dev.madang.journeys;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system under test: the one that the environment names, else the one of {@code ./run}. */
final class Madang {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path HOME = ROOT.resolve(setting("MADANG_HOME", ".local"));
  static final Path LOGS = HOME.resolve("logs");
  static final Path CA_CERTIFICATE =
      Path.of(setting("MADANG_TLS_CA", HOME.resolve("tls/ca.pem").toString()));
  static final URI GATEWAY = URI.create(setting("MADANG_GATEWAY_URL", "https://localhost:8443"));
  static final URI AWS = URI.create(setting("AWS_ENDPOINT_URL", "http://localhost:4566"));

  /** Whether {@code docker compose} runs it; the environment names the project. */
  static final boolean IN_CONTAINERS = System.getenv("COMPOSE_PROJECT_NAME") != null;

  private Madang() {}

  /** An output of the CloudFormation stacks in {@code infra/}. */
  static String output(String name) {
    return state("infra.json").required("outputs").required(name).stringValue();
  }

  static long pid(Service service) {
    return state(service + ".pid").required("pid").longValue();
  }

  /** The readiness of a service that {@code ./run} has started. */
  static URI readiness(Service service) {
    int port = state("addresses.json").required(service.toString()).intValue() + 1000;
    return URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port));
  }

  private static JsonNode state(String file) {
    return new JsonMapper().readTree(HOME.resolve("run").resolve(file));
  }

  private static String setting(String name, String defaultValue) {
    return Optional.ofNullable(System.getenv(name)).orElse(defaultValue);
  }
}
