package dev.bivouac.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks the runtime to call a tool again when it throws {@link RetryableToolFailure}, with waits
 * that grow and jitter. Refused, when the tool is loaded, for a tool that is {@link Repeat#ONCE} or
 * {@link Repeat#RECONCILED}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Retry {
  /** Attempts in all, the first included, from 2 to 10. */
  int attempts() default 3;
}
