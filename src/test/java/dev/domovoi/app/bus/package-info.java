/// The bus against a real broker.
@NullMarked
package dev.domovoi.app.bus;

import org.jspecify.annotations.NullMarked;
