package dev.madang.user.profile;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Language tags of profiles. */
public final class Locales {

  static final int MAX_LENGTH = 35;

  /** The characters of a tag; a pattern cannot check whether the language exists. */
  static final String PATTERN = "^[A-Za-z0-9-]+$";

  private static final Set<String> LANGUAGES =
      Stream.concat(
              Stream.of(Locale.getISOLanguages()),
              Locale.availableLocales().map(Locale::getLanguage))
          .filter(language -> !language.isEmpty())
          .collect(toUnmodifiableSet());

  private Locales() {}

  /**
   * @throws IllegalArgumentException if it is not {@linkplain #known known}
   */
  static Locale require(String tag) {
    return known(tag)
        .orElseThrow(() -> new IllegalArgumentException("must be a language tag such as en-GB"));
  }

  /** A well-formed BCP 47 tag of an existing language, in its canonical form. */
  public static Optional<Locale> known(String tag) {
    if (tag.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Locale.Builder().setLanguageTag(tag).build())
          .filter(locale -> LANGUAGES.contains(locale.getLanguage()));
    } catch (IllformedLocaleException malformed) {
      return Optional.empty();
    }
  }
}
