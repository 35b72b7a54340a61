/// Tells a kept decision, or the story of an incident, in words.
@NullMarked
package dev.domovoi.app.explain;

import org.jspecify.annotations.NullMarked;
