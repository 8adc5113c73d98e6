/** What the specs of all services have in common. */
@NullMarked
package dev.madang.defaults.openapi;

import org.jspecify.annotations.NullMarked;
