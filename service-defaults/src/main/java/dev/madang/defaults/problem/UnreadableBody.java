package dev.madang.defaults.problem;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes which field of a JSON body is invalid and why, without a class name. */
final class UnreadableBody {

  private UnreadableBody() {}

  static ProblemException problem(HttpMessageNotReadableException unreadable) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
    }
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          CommonProblem.UNKNOWN_FIELD.of(
              List.of(new InvalidField(fieldOf(unknown), "does not exist")));
      case JacksonException malformed when malformed.getPath().isEmpty() ->
          isMismatch(malformed)
              ? CommonProblem.invalid("body", messageOf(malformed))
              : CommonProblem.INVALID_REQUEST.exception("The body is not valid JSON.");
      case JacksonException malformed ->
          CommonProblem.invalid(fieldOf(malformed), messageOf(malformed));
      case null, default -> CommonProblem.INVALID_REQUEST.exception("The body cannot be read.");
    };
  }

  private static boolean isMismatch(JacksonException malformed) {
    return malformed instanceof MismatchedInputException
        || malformed.getCause() instanceof IllegalArgumentException;
  }

  private static String fieldOf(JacksonException malformed) {
    return malformed.getPath().stream()
        .map(step ->
            step.getIndex() >= 0 ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String messageOf(JacksonException malformed) {
    // The message of a record's constructor.
    if (malformed.getCause() instanceof IllegalArgumentException refused
        && refused.getMessage() != null
        && refused.getStackTrace().length > 0
        && !refused.getStackTrace()[0].getClassName().startsWith("java.")) {
      return refused.getMessage();
    }
    return "must be "
        + expected(
            malformed instanceof MismatchedInputException mismatch
                ? mismatch.getTargetType()
                : null);
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null || type.isEnum()) {
      return "one of the documented values";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number in the documented range";
    } else if (CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    } else if (Temporal.class.isAssignableFrom(type)) {
      return "an RFC 3339 date-time";
    } else if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    } else {
      return "a valid value";
    }
  }
}
