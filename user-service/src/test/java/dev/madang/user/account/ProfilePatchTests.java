package dev.madang.user.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.user.profile.MediaId;
import dev.madang.user.profile.ProfileChange;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilePatchTests {

  @Test
  void whatIsNamedIsChanged() {
    assertThat(
            parse(
                """
                {"displayName": "Countess", "locale": "en-gb", "timeZone": "Europe/London",
                 "avatar": "01KAQ9Z6J5T8M2W4Y7C3X0NB1D"}
                """))
        .isEqualTo(
            ProfileChange.nothing()
                .displayName("Countess")
                .locale(Optional.of(Locale.UK))
                .timeZone(Optional.of(ZoneId.of("Europe/London")))
                .avatar(Optional.of(new MediaId("01KAQ9Z6J5T8M2W4Y7C3X0NB1D"))));
  }

  @Test
  void nullTakesAway() {
    assertThat(parse("{\"locale\": null, \"timeZone\": null, \"avatar\": null}"))
        .isEqualTo(
            ProfileChange.nothing()
                .locale(Optional.empty())
                .timeZone(Optional.empty())
                .avatar(Optional.empty()));
  }

  @Test
  void anEmptyPatchChangesNothing() {
    assertThat(parse("{}")).isEqualTo(ProfileChange.nothing());
  }

  @ParameterizedTest
  @CsvSource({"de-de,de-DE", "iw,he", "zh-hant-tw,zh-Hant-TW", "haw,haw", "SR-latn,sr-Latn"})
  void aLanguageTagIsKeptInItsCanonicalForm(String given, String kept) {
    assertThat(Locales.known(given)).map(Locale::toLanguageTag).contains(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "english", "xx", "de_DE", "de-", "x-private", "und", "c++", "de\u0000"})
  void whatIsNoLanguageIsRefused(String tag) {
    assertThat(Locales.known(tag)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+02:00", "Z", "Berlin", "Europe/Atlantis", "europe/berlin"})
  void whatIsNoZoneIsRefused(String id) {
    assertThat(TimeZones.known(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"Ada\"",
        "{",
        "{} {}",
        "{\"displayName\": null}",
        "{\"displayName\": \"\"}",
        "{\"displayName\": \" \"}",
        "{\"displayName\": 1}",
        "{\"displayName\": {\"a\": \"b\"}}",
        "{\"displayName\": \"a\\u0000\"}",
        "{\"displayName\": \"a\", \"displayName\": \"b\"}",
        "{\"locale\": \"xx\"}",
        "{\"timeZone\": true}"
      })
  void whatIsNoPatchIsRefused(String json) {
    assertThatExceptionOfType(UnacceptableChange.class).isThrownBy(() -> parse(json));
  }

  @Test
  void aNameOfMoreThanAHundredCharactersIsRefused() {
    assertThat(parse("{\"displayName\": \"%s\"}".formatted("a".repeat(100)))).isNotNull();
    assertThatExceptionOfType(UnacceptableChange.class)
        .isThrownBy(() -> parse("{\"displayName\": \"%s\"}".formatted("a".repeat(101))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "email", "createdAt"})
  void whatIsNotTheUsersToChangeIsForbidden(String field) {
    assertThatExceptionOfType(ForbiddenField.class)
        .isThrownBy(() -> parse("{\"displayName\": \"Ada\", \"%s\": \"x\"}".formatted(field)));
  }

  @Test
  void whatNoProfileHasIsUnknown() {
    assertThatExceptionOfType(UnknownField.class).isThrownBy(() -> parse("{\"admin\": true}"));
  }

  private static ProfileChange parse(String json) {
    return ProfilePatch.parse(json.getBytes(UTF_8));
  }
}
