/// The household's rules as files: read, checked and put in force as one set.
@NullMarked
package dev.domovoi.app.rules;

import org.jspecify.annotations.NullMarked;
