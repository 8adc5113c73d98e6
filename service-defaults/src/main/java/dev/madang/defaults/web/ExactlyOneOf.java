package dev.madang.defaults.web;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;
import org.springframework.beans.DirectFieldAccessor;

/**
 * A request has one of two fields and not both. The spec says it, too, as {@code if}, {@code then}
 * and {@code else}: generators ignore these words, while {@code oneOf} makes them split the type.
 */
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = ExactlyOneOf.Validator.class)
public @interface ExactlyOneOf {

  /** The names of the two record components. */
  String[] value();

  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Names the second field in {@code errors} if both are there, else the first. */
  final class Validator implements ConstraintValidator<ExactlyOneOf, Record> {

    private List<String> names = List.of();

    @Override
    public void initialize(ExactlyOneOf constraint) {
      names = List.of(constraint.value());
    }

    @Override
    public boolean isValid(Record request, ConstraintValidatorContext context) {
      var fields = new DirectFieldAccessor(request);
      var first = names.getFirst();
      var second = names.getLast();
      var hasFirst = fields.getPropertyValue(first) != null;
      if (hasFirst != (fields.getPropertyValue(second) != null)) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      if (hasFirst) {
        report(context, second, "must be absent beside " + first);
      } else {
        report(context, first, "is required unless " + second + " is present");
      }
      return false;
    }

    private static void report(ConstraintValidatorContext context, String field, String message) {
      context
          .buildConstraintViolationWithTemplate(message)
          .addPropertyNode(field)
          .addConstraintViolation();
    }
  }
}
