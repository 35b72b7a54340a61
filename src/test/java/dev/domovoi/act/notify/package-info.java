/// Tests.
@NullMarked
package dev.domovoi.act.notify;

import org.jspecify.annotations.NullMarked;
