/// Fourth room: carries out one action and says what became of it.
@NullMarked
package dev.domovoi.act;

import org.jspecify.annotations.NullMarked;
