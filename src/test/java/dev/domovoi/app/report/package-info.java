/// Tests of the weekly report card.
@NullMarked
package dev.domovoi.app.report;

import org.jspecify.annotations.NullMarked;
