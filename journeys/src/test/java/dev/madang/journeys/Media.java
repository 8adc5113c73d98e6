package dev.madang.journeys;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A photo as the API shows it. */
record Media(String id, String state, @Nullable String reason, List<Rendition> renditions) {

  record Rendition(String preset, int width, int height, String contentType, long bytes, URI url) {

    /** With the cookies of its owner's session, if somebody has opened one. */
    Answer fetch() {
      return Http.send(MediaSession.with(Http.to(url), url).build());
    }
  }

  /** As a list shows it. */
  record Listed(String id, String fileName) {}

  record Page(List<Listed> items) {}

  boolean isSettled() {
    return state.equals("ready") || state.equals("rejected");
  }
}
