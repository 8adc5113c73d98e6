package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.problem.ProblemType;
import org.assertj.core.api.ThrowingConsumer;

public final class TestProblems {

  private TestProblems() {}

  /** For {@code assertThatThrownBy(...).satisfies(problem(MEDIA_NOT_FOUND))}. */
  public static ThrowingConsumer<Throwable> problem(ProblemType expected) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                ProblemException.class, it -> assertThat(it.problemType()).isEqualTo(expected));
  }
}
