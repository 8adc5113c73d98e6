/** The shared arguments and results of controllers: pages, cursors, conditions, merge patches. */
@NullMarked
package dev.madang.defaults.web;

import org.jspecify.annotations.NullMarked;
