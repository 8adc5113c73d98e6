/** The page on which the services' specs are read and tried. */
@NullMarked
package dev.madang.gateway.docs;

import org.jspecify.annotations.NullMarked;
