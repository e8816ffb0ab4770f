package org.dslab.interleavings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that is run under many interleavings of its threads; it must hold in each. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Interleaved {

    /** How many interleavings are tried. */
    int times() default 60;
}
