/// Tests of what is served over HTTP.
@NullMarked
package dev.domovoi.app.web;

import org.jspecify.annotations.NullMarked;
