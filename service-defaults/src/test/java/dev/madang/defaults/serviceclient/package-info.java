@NullMarked
package dev.madang.defaults.serviceclient;

import org.jspecify.annotations.NullMarked;
