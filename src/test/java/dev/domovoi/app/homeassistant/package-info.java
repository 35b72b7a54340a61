/// Tests.
@NullMarked
package dev.domovoi.app.homeassistant;

import org.jspecify.annotations.NullMarked;
