/**
 * The AWS of laptops and tests: starts the emulator of this folder and gives tests access to it.
 */
@NullMarked
package dev.madang.localaws;

import org.jspecify.annotations.NullMarked;
