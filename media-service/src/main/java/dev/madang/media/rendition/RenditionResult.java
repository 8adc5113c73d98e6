package dev.madang.media.rendition;

import java.util.List;

public sealed interface RenditionResult {

  /**
   * @param renditions one for each preset and format, in the order of presets and formats
   */
  record Generated(Preview preview, List<Rendition> renditions) implements RenditionResult {
    public Generated {
      renditions = List.copyOf(renditions);
    }
  }

  /**
   * @param detail for the log; may quote the decoder
   */
  record Rejected(RejectionReason reason, String detail) implements RenditionResult {}
}
