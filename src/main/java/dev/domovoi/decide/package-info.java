/// Third room: turns scores into incidents, alarms and proposed actions, and lets the guards have their say. Pure:
/// state, event and the present time go in; the new state and the decisions come out.
@NullMarked
package dev.domovoi.decide;

import org.jspecify.annotations.NullMarked;
