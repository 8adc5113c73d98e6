package dev.madang.user.recoverycode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.user.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoRecoveryCodesTests {

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final RecoveryCodes codes =
      new DynamoRecoveryCodes(
          LocalAws.running().client(DynamoDbClient.builder()),
          new RecoveryCodeProperties("user-service-recovery-codes"));

  @Test
  void afterAUseOnlyTheSameCodeOfTheSetIsAcceptedAgain() {
    var set = codes.replace(ada);

    assertThat(codes.use(ada, set.getFirst())).isPresent();
    assertThat(codes.use(ada, set.getFirst())).isPresent();
    assertThat(codes.use(ada, set.getLast())).isEmpty();
  }

  @Test
  void aUseThatEndsLateDeletesNoLaterCodes() {
    var used = codes.use(ada, codes.replace(ada).getFirst()).orElseThrow();
    var later = prepare();
    codes.activate(ada);

    codes.deleteActive(ada, used);

    assertThat(codes.use(ada, later.getFirst())).isPresent();
  }

  @Test
  void aUseDeletesItsSetAndNotTheCodesOfAnEnrollmentThatHasBegun() {
    var code = codes.replace(ada).getFirst();
    var used = codes.use(ada, code).orElseThrow();
    var prepared = prepare();

    codes.deleteActive(ada, used);
    codes.deleteActive(ada, used);

    assertThat(codes.use(ada, code)).isEmpty();
    codes.activate(ada);
    var last = codes.use(ada, prepared.getLast()).orElseThrow();
    codes.deleteActive(ada, last);
    assertThat(codes.exist(ada)).isFalse();
  }

  @Test
  void anEnrollmentThatAnotherReplacedShowsNoCodes() {
    var first = codes.beginEnrollment(ada);
    var second = codes.beginEnrollment(ada);

    var shown = codes.prepare(ada, second).orElseThrow();
    assertThat(codes.prepare(ada, first)).isEmpty();

    codes.activate(ada);
    assertThat(codes.use(ada, shown.getFirst())).isPresent();
  }

  private List<String> prepare() {
    return codes.prepare(ada, codes.beginEnrollment(ada)).orElseThrow();
  }
}
