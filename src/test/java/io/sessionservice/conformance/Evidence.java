package io.sessionservice.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On what a claim of the suite rests. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Evidence {

    /** The document, an SDK with its file, the vendor's documentation, quoted traffic, or a decision of our own. */
    String value();

    /** Where the vendor's live servers are known to answer otherwise, and why we do not follow; empty where they are not. */
    String divergence() default "";
}
