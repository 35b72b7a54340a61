/// Every dialect's plug, switched by the agent over a broker.
@NullMarked
package dev.domovoi.app.switching;

import org.jspecify.annotations.NullMarked;
