package dev.madang.user.admin;

import static dev.madang.user.UserProblem.GROUP_NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Stream;

/** The groups of users with further permissions. */
enum Group {
  ADMIN,
  PUBLISHER;

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code group-not-found}
   */
  static Group of(String code) {
    return Stream.of(values())
        .filter(it -> it.code().equals(code))
        .findFirst()
        .orElseThrow(GROUP_NOT_FOUND::exception);
  }

  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
