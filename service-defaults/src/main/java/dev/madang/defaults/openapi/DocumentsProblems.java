package dev.madang.defaults.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a service's own annotation whose {@code value()} lists the problem types that an operation,
 * or each operation of a controller, may respond with. An annotation's member cannot have the type
 * of an interface, so each service has one for its enum:
 *
 * <pre>{@code
 * @DocumentsProblems
 * @Retention(RUNTIME)
 * @interface ApiProblems { MediaProblem[] value(); }
 * }</pre>
 *
 * What follows from the arguments of an operation (a body, a cursor, {@code If-Match}, a token) is
 * added to the spec without it.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DocumentsProblems {}
