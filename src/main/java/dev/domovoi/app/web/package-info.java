/// What people and programs read and ask for over HTTP, behind the token: `/api` and its description, `/openapi`.
@NullMarked
package dev.domovoi.app.web;

import org.jspecify.annotations.NullMarked;
