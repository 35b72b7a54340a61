package dev.domovoi.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A fuzz test: its seeds in the ordinary build, a million mutations with `JAZZER_FUZZ=1`. The last annotation of its
/// method.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@FuzzTest(maxExecutions = 1_000_000, maxDuration = "12h")
@interface MillionRuns {}
