package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.web.MergePatch;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProfileUpdateTests {

  @Test
  void readsEveryField() {
    assertThat(
            parse(
                """
                {"displayName": "Countess", "locale": "en-gb", "timeZone": "Europe/London",
                 "avatarMediaId": "01KAQ9Z6J5T8M2W4Y7C3X0NB1D"}
                """))
        .isEqualTo(
            ProfileUpdate.nothing()
                .displayName("Countess")
                .locale(Optional.of(Locale.UK))
                .timeZone(Optional.of(ZoneId.of("Europe/London")))
                .avatarMediaId(Optional.of(new MediaId("01KAQ9Z6J5T8M2W4Y7C3X0NB1D"))));
  }

  @Test
  void nullRemovesAValue() {
    assertThat(parse("{\"locale\": null, \"timeZone\": null, \"avatarMediaId\": null}"))
        .isEqualTo(
            ProfileUpdate.nothing()
                .locale(Optional.empty())
                .timeZone(Optional.empty())
                .avatarMediaId(Optional.empty()));
  }

  @Test
  void anEmptyPatchChangesNothing() {
    assertThat(parse("{}")).isEqualTo(ProfileUpdate.nothing());
  }

  @ParameterizedTest
  @CsvSource({"de-de,de-DE", "iw,he", "zh-hant-tw,zh-Hant-TW", "haw,haw", "SR-latn,sr-Latn"})
  void canonicalizesLanguageTags(String given, String canonical) {
    assertThat(Locales.known(given)).map(Locale::toLanguageTag).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "english", "xx", "de_DE", "de-", "x-private", "und", "c++", "de\u0000"})
  void rejectsUnknownLanguages(String tag) {
    assertThat(Locales.known(tag)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+02:00", "Z", "Berlin", "Europe/Atlantis", "europe/berlin"})
  void rejectsUnknownTimeZones(String id) {
    assertThat(TimeZones.known(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "email", "createdAt"})
  void rejectsReadOnlyFields(String field) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse("{\"displayName\": \"Ada\", \"%s\": \"x\"}".formatted(field)))
        .returns(CommonProblem.READ_ONLY_FIELD, ProblemException::problemType);
  }

  @Test
  void rejectsUnknownFields() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse("{\"admin\": true}"))
        .returns(CommonProblem.UNKNOWN_FIELD, ProblemException::problemType);
  }

  private static ProfileUpdate parse(String json) {
    return ProfileUpdate.of(new JsonMapper().readValue(json, MergePatch.class));
  }
}
