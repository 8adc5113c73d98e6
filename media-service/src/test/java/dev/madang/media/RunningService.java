package dev.madang.media;

import dev.madang.localaws.LocalAws;
import dev.madang.localaws.ProtectedOperation;
import dev.madang.media.quota.StubUserService;
import dev.madang.media.rendition.worker.TestDecoders;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The whole service on the local AWS. */
@SpringBootTest(
    properties = {
      "spring.cloud.aws.credentials.access-key=local",
      "spring.cloud.aws.credentials.secret-key=local",
      "MADANG_S3_PATH_STYLE=true",
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
    AWS.environment("media-service").forEach((name, value) -> registry.add(name, () -> value));
    registry.add("MADANG_LIBVIPS", TestDecoders::libvips);
    registry.add("MADANG_USER_SERVICE_URL", USERS::url);
    registry.add("MADANG_SERVICE_CLIENT_ID", () -> AWS.output("MediaServiceClientId"));
    registry.add("MADANG_SERVICE_CLIENT_SECRET", () -> AWS.output("MediaServiceClientSecret"));
  }

  /** Of the public and the internal spec. */
  static List<ProtectedOperation> protectedOperations(MockMvcTester http) throws Exception {
    var operations = new ArrayList<ProtectedOperation>();
    for (var group : List.of("public", "internal")) {
      var spec = http.get().uri("/openapi/" + group).exchange().getResponse();
      operations.addAll(ProtectedOperation.in(spec.getContentAsString()));
    }
    return operations;
  }
}
