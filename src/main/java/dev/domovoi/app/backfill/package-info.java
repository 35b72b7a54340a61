/// Before the first message counts: what a Prometheus server remembers of a stream is learned, beside the live watch.
@NullMarked
package dev.domovoi.app.backfill;

import org.jspecify.annotations.NullMarked;
