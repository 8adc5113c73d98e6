package dev.madang.defaults.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller of the public API. Its paths begin with the version, {@code /v1}, which no mapping
 * repeats. A method that changes in version 2 gets a second one beside it, with {@code version =
 * "2"}.
 *
 * <p>Controllers for other services are a {@link RestController} and have no version.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@RequestMapping(version = "1")
public @interface ApiController {

  /** The path that all methods share, without the version. */
  @AliasFor(annotation = RequestMapping.class, attribute = "path")
  String[] value() default {};
}
