package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalAwsExtension.class)
class LocalAwsTests {
  private final LocalAws localAws;

  LocalAwsTests(LocalAws localAws) {
    this.localAws = localAws;
  }

  @Test
  void everyStackIsDeployed() {
    assertThat(localAws.environment("user-service")).containsEntry("AWS_REGION", "eu-central-1");
    assertThat(localAws.output("PrivateSpaceBucket")).startsWith("madang-private-space-");
  }

  @Test
  void aUserCanSignInWithoutMails() {
    var user = localAws.users().signedIn();
    assertThat(user.accessToken()).isNotBlank();
    assertThat(localAws.mailsTo(user.email())).isEmpty();
  }

  @Test
  void aUserDoesNotPrintTokens() {
    var user = localAws.users().signedIn();
    assertThat(user.toString()).doesNotContain(user.accessToken(), user.idToken());
  }
}
