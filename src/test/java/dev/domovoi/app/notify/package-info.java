/// Tests.
@NullMarked
package dev.domovoi.app.notify;

import org.jspecify.annotations.NullMarked;
