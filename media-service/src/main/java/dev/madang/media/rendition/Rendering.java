package dev.madang.media.rendition;

import java.util.List;

/** What became of one original. */
public sealed interface Rendering {

  /**
   * @param renditions one for each preset and format, in the order of the presets, the better
   *     format first
   */
  record Made(Look look, List<Rendition> renditions) implements Rendering {
    public Made {
      renditions = List.copyOf(renditions);
    }
  }

  /**
   * @param detail for the log, in words; may quote the decoder
   */
  record Refused(Reason reason, String detail) implements Rendering {}
}
