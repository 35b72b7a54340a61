/// The configuration: one list of keys with their defaults and meanings, read from YAML and the environment.
@NullMarked
package dev.domovoi.app.config;

import org.jspecify.annotations.NullMarked;
