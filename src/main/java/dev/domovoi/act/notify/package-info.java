/// Part of the fourth room: tells people of incidents by HTTP, each way of telling at its own pace.
@NullMarked
package dev.domovoi.act.notify;

import org.jspecify.annotations.NullMarked;
