package dev.madang.defaults.telemetry;

import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts a service with the settings of all services, but without TLS. */
public final class TestService {

  private static final String[] SETTINGS = {
    "spring.config.import=classpath:service-defaults.yaml",
    "spring.application.name=things",
    "spring.main.banner-mode=off",
    "spring.cloud.aws.credentials.access-key=local",
    "spring.cloud.aws.credentials.secret-key=local",
    "server.port=0",
    "server.address=127.0.0.1",
    "server.ssl.enabled=false",
    "management.server.port=0",
    "madang.security.public-paths=/v1/things/*",
    "AWS_REGION=eu-central-1",
    "MADANG_ISSUER=https://nowhere.invalid/",
    "MADANG_JWKS_URI=https://nowhere.invalid/",
    "MADANG_APP_CLIENT_ID=things",
    "MADANG_TLS_CERTIFICATE=",
    "MADANG_TLS_KEY=",
    "MADANG_TLS_CA=",
  };

  private TestService() {}

  public static ConfigurableApplicationContext start(Class<?> service, String... settings) {
    return SpringApplication.run(
        service,
        Stream.concat(Stream.of(SETTINGS), Stream.of(settings))
            .map(it -> "--" + it)
            .toArray(String[]::new));
  }
}
