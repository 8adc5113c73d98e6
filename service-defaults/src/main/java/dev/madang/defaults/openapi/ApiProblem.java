package dev.madang.defaults.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A problem that an operation may answer with, for its spec. On a controller it holds for each of
 * its operations. It documents; who throws and who translates is elsewhere.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiProblem.All.class)
public @interface ApiProblem {

  int status();

  /** The problem's name, such as {@code media-not-found}. */
  String problem();

  @Documented
  @Target({ElementType.METHOD, ElementType.TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    ApiProblem[] value();
  }
}
