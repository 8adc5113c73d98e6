package dev.madang.journeys;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A photo as the API shows it. */
record Media(String id, String state, @Nullable String reason, List<Rendition> renditions) {

  record Rendition(String preset, int width, int height, String contentType, long bytes, URI url) {

    Answer fetch() {
      return Http.send(Http.to(url).build());
    }
  }

  boolean isSettled() {
    return !state.equals("pending");
  }
}
