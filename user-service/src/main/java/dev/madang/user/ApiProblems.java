package dev.madang.user;

import dev.madang.defaults.openapi.DocumentsProblems;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problem types of this service with which an operation, or each operation of a controller, may
 * respond.
 */
@Documented
@DocumentsProblems
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiProblems {
  UserProblem[] value();
}
