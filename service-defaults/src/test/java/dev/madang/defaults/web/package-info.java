@NullMarked
package dev.madang.defaults.web;

import org.jspecify.annotations.NullMarked;
