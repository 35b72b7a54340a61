/// Tests of the rule files.
@NullMarked
package dev.domovoi.app.rules;

import org.jspecify.annotations.NullMarked;
