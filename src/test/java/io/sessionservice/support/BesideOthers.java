package io.sessionservice.support;

import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * On a class whose work is mostly other processes' (a browser, services), and which may go on while the other classes have their
 * turns; one of these at a time, and its methods one after another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(CONCURRENT)
@ResourceLock(BesideOthers.TURN)
public @interface BesideOthers {

    /** Held by one of these at a time; and by whoever cannot have one beside it. */
    String TURN = "beside others";
}
