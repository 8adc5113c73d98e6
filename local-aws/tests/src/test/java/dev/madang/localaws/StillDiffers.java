package dev.madang.localaws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test shows that the local AWS differs from AWS, as a row of docs/local-aws.md says. If it
 * fails, the local AWS now behaves as AWS does: test that behaviour and change the row.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface StillDiffers {
  String value();
}
