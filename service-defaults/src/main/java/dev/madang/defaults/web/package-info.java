/** What every controller takes and answers: pages, cursors, conditions, merge patches. */
@NullMarked
package dev.madang.defaults.web;

import org.jspecify.annotations.NullMarked;
