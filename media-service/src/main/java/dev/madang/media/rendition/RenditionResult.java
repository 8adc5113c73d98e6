package dev.madang.media.rendition;

import java.util.List;

/** What became of one original. */
public sealed interface RenditionResult {

  /**
   * @param renditions one for each preset and format, in the order of the presets, the better
   *     format first
   */
  record Generated(Preview look, List<Rendition> renditions) implements RenditionResult {
    public Generated {
      renditions = List.copyOf(renditions);
    }
  }

  /**
   * @param detail for the log, in words; may quote the decoder
   */
  record Rejected(RejectionReason reason, String detail) implements RenditionResult {}
}
