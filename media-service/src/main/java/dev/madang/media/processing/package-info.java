/** Processes uploaded originals: event, malware scan, checksum, renditions, outcome. */
@NullMarked
package dev.madang.media.processing;

import org.jspecify.annotations.NullMarked;
