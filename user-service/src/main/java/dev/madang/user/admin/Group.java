package dev.madang.user.admin;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Stream;

/** What opens more than one's own; a token names the groups of its user. */
enum Group {
  ADMIN,
  PUBLISHER;

  /**
   * @throws GroupNotFound if there is no such group
   */
  static Group of(String code) {
    return Stream.of(values())
        .filter(it -> it.code().equals(code))
        .findFirst()
        .orElseThrow(GroupNotFound::new);
  }

  @JsonValue
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
