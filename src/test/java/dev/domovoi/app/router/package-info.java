/// Tests of the part for routers.
@NullMarked
package dev.domovoi.app.router;

import org.jspecify.annotations.NullMarked;
