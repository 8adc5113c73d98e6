package dev.madang.defaults.problem;

import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** A problem as JSON, where Spring's own converters do not reach. */
public final class ProblemJson {

  static final JsonMapper MAPPER =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  private ProblemJson() {}

  public static byte[] bytes(ProblemDetail problem) {
    return MAPPER.writeValueAsBytes(problem);
  }
}
