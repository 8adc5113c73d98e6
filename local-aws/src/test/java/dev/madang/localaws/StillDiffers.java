package dev.madang.localaws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test shows that the local AWS still differs from AWS, as a row of docs/local-aws.md says.
 * When it fails, the local AWS has learned: prove the behaviour, and change the row.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface StillDiffers {
  String value();
}
