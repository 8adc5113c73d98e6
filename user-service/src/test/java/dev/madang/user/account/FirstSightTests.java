package dev.madang.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.user.RunningService;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import dev.madang.user.profile.UserId;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

class FirstSightTests extends RunningService {

  private final FirstSight firstSight;
  private final JwtDecoder tokens;
  private final Profiles profiles;

  @Autowired
  FirstSightTests(FirstSight firstSight, JwtDecoder tokens, Profiles profiles) {
    this.firstSight = firstSight;
    this.tokens = tokens;
    this.profiles = profiles;
  }

  @Test
  void aUserWhoSignedInAtCognitoHasAProfileToo() {
    var user = AWS.users().signedIn();

    var profile = firstSight.profileOf(tokens.decode(user.accessToken()));

    assertThat(profile.id()).isEqualTo(new UserId(user.sub()));
    assertThat(profile.email()).isEqualTo(user.email());
    assertThat(profiles.find(profile.id())).contains(profile);
  }

  @Test
  void theProfileThatStandsIsNotWrittenAgain() {
    var user = AWS.users().signedIn();
    var standing =
        profiles.open(Profile.opened(new UserId(user.sub()), user.email(), "Ada", Instant.EPOCH));

    assertThat(firstSight.profileOf(tokens.decode(user.accessToken()))).isEqualTo(standing);
  }

  @Test
  void whoHasSignedOutEverywhereIsNotSeen() {
    var user = AWS.users().signedIn();
    AWS.client(CognitoIdentityProviderClient.builder())
        .globalSignOut(signOut -> signOut.accessToken(user.accessToken()));

    assertThatExceptionOfType(TokenRevoked.class)
        .isThrownBy(() -> firstSight.profileOf(tokens.decode(user.accessToken())));
  }

  @Test
  void manyFirstSightsAtOnceMakeOneProfile() throws Exception {
    var user = AWS.users().signedIn();
    Callable<Profile> sight = () -> firstSight.profileOf(tokens.decode(user.accessToken()));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var seen = threads.invokeAll(Stream.generate(() -> sight).limit(8).toList());

      var standing = profiles.find(new UserId(user.sub())).orElseThrow();
      for (var profile : seen) {
        assertThat(profile.get()).isEqualTo(standing);
      }
    }
  }
}
