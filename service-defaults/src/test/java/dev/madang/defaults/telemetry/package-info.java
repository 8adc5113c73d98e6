@NullMarked
package dev.madang.defaults.telemetry;

import org.jspecify.annotations.NullMarked;
