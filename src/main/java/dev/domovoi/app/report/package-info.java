/// The weekly report card: what came of a week, worked out from what is kept, and told each Monday.
@NullMarked
package dev.domovoi.app.report;

import org.jspecify.annotations.NullMarked;
