package dev.madang.media.rendition.worker;

/** No decoder can be started. It says nothing about the original. */
class DecoderUnavailable extends IllegalStateException {

  DecoderUnavailable(String why) {
    super("The decoder does not start: " + why);
  }
}
