package dev.madang.media.rendition;

import java.util.List;

/** What became of one original. */
public sealed interface Rendering {

  /** The pictures, in the order of the presets. */
  record Made(List<Rendition> renditions) implements Rendering {
    public Made {
      renditions = List.copyOf(renditions);
    }
  }

  /**
   * @param detail for the log, in words; may quote the decoder
   */
  record Refused(Reason reason, String detail) implements Rendering {}
}
