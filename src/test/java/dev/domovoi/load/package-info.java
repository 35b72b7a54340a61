/// Not tests: programs that measure a running agent from outside, as a home full of devices would load it.
@NullMarked
package dev.domovoi.load;

import org.jspecify.annotations.NullMarked;
