package dev.madang.media.rendition.worker;

import java.time.Duration;

/** A decoder was too slow, although it used little CPU time. It says nothing about the original. */
final class DecoderStalled extends IllegalStateException {

  DecoderStalled(Duration timeout, Duration cpu) {
    super("The decoder did not end in %s, in which it used %s of CPU time".formatted(timeout, cpu));
  }
}
