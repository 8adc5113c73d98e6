package dev.madang.notification;

import dev.madang.localaws.LocalAws;
import dev.madang.notification.recipient.StubUserService;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service with the local AWS and a stub of user-service. */
@SpringBootTest(
    properties = {
      "spring.cloud.aws.credentials.access-key=local",
      "spring.cloud.aws.credentials.secret-key=local",
      "spring.http.serviceclient.user-service.read-timeout=300ms",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
    })
@AutoConfigureMockMvc
public abstract class RunningService {

  protected static final LocalAws AWS = LocalAws.running();
  protected static final StubUserService USERS = StubUserService.running();

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry registry) {
    AWS.environment("notification-service")
        .forEach((name, value) -> registry.add(name, () -> value));
    registry.add("MADANG_USER_SERVICE_URL", USERS::url);
  }
}
