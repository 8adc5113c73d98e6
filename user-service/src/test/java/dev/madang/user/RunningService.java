package dev.madang.user;

import dev.madang.localaws.LocalAws;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on the local AWS. */
@SpringBootTest(
    properties = {
      "spring.cloud.aws.credentials.access-key=local",
      "spring.cloud.aws.credentials.secret-key=local",
      // All clients of the tests have one address.
      "madang.rate-limit.clients-per-address=1000",
      "MADANG_S3_PATH_STYLE=true",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
      "MADANG_MEDIA_SERVICE_URL=http://localhost:1",
      "MADANG_NOTIFICATION_SERVICE_URL=http://localhost:1",
    })
@AutoConfigureMockMvc
public abstract class RunningService {

  protected static final LocalAws AWS = LocalAws.running();

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry registry) {
    AWS.environment("user-service").forEach((name, value) -> registry.add(name, () -> value));
  }
}
