package dev.madang.user.account;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Languages that a user may read. */
public final class Locales {

  private static final int LONGEST = 35;
  private static final Set<String> LANGUAGES =
      Stream.concat(
              Stream.of(Locale.getISOLanguages()),
              Locale.availableLocales().map(Locale::getLanguage))
          .filter(language -> !language.isEmpty())
          .collect(toUnmodifiableSet());

  private Locales() {}

  /** A well-formed BCP 47 tag of a language that is known, in its canonical form. */
  public static Optional<Locale> known(String tag) {
    if (tag.length() > LONGEST) {
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
