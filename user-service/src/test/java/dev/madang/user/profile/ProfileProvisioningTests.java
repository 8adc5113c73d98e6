package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

class ProfileProvisioningTests extends RunningService {

  private final ProfileProvisioning provisioning;
  private final JwtDecoder tokens;
  private final Profiles profiles;

  @Autowired
  ProfileProvisioningTests(ProfileProvisioning provisioning, JwtDecoder tokens, Profiles profiles) {
    this.provisioning = provisioning;
    this.tokens = tokens;
    this.profiles = profiles;
  }

  @Test
  void createsTheProfileOfAUserWhoSignedInWithCognito() {
    var user = AWS.users().signedIn();

    var profile = provisioning.require(tokens.decode(user.accessToken()));

    assertThat(profile.id()).isEqualTo(new UserId(user.sub()));
    assertThat(profile.email()).isEqualTo(user.email());
    assertThat(profiles.find(profile.id())).contains(profile);
  }

  @Test
  void keepsAnExistingProfile() {
    var user = AWS.users().signedIn();
    var existing =
        profiles.createIfAbsent(
            Profile.create(new UserId(user.sub()), user.email(), "Ada", Instant.EPOCH));

    assertThat(existing).isPresent();
    assertThat(provisioning.getOrCreate(tokens.decode(user.accessToken()))).isEqualTo(existing);
  }

  @Test
  void rejectsARevokedToken() {
    var user = AWS.users().signedIn();
    AWS.client(CognitoIdentityProviderClient.builder())
        .globalSignOut(signOut -> signOut.accessToken(user.accessToken()));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> provisioning.getOrCreate(tokens.decode(user.accessToken())))
        .returns(CommonProblem.INVALID_TOKEN, ProblemException::problemType);
  }

  @Test
  void concurrentRequestsCreateOneProfile() throws Exception {
    var user = AWS.users().signedIn();
    Callable<Profile> request = () -> provisioning.require(tokens.decode(user.accessToken()));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var seen = threads.invokeAll(Stream.generate(() -> request).limit(8).toList());

      var existing = profiles.find(new UserId(user.sub())).orElseThrow();
      for (var profile : seen) {
        assertThat(profile.get()).isEqualTo(existing);
      }
    }
  }
}
