/// What is shipped around the program: manifests, rules, dashboards and the broker's configuration, held against the
/// code.
@NullMarked
package dev.domovoi.around;

import org.jspecify.annotations.NullMarked;
