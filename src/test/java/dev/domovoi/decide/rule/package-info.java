/// Tests of the rules.
@NullMarked
package dev.domovoi.decide.rule;

import org.jspecify.annotations.NullMarked;
