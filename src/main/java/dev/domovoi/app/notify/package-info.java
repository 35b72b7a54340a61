/// Who is told of incidents beside MQTT: from what changed in deciding to one notice for each who wants it.
@NullMarked
package dev.domovoi.app.notify;

import org.jspecify.annotations.NullMarked;
