package dev.bivouac.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what repeating a tool means. A tool without it is {@link Repeat#ONCE}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnResume {
  /** What a resume may do with a call that started and never finished. */
  Repeat value();

  /**
   * For {@link Repeat#RECONCILED}: the name of a method of the same object that takes the tool's
   * parameters and a {@link ToolContext}, and returns a {@link Reconciliation}. Empty for the
   * others.
   */
  String reconciler() default "";
}
