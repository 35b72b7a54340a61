/// What clients did in recorded network traffic: read, put in the order of time, watched as live traffic is, and told.
@NullMarked
package dev.domovoi.app.flows;

import org.jspecify.annotations.NullMarked;
