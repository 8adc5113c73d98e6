package dev.madang.journeys;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A media item as its owner sees it. */
record MediaItem(
    String id, String status, @Nullable String rejectionReason, List<Rendition> renditions) {

  /**
   * A preset in all its formats.
   *
   * @param url chooses the format by {@code Accept}
   */
  record Rendition(String preset, int width, int height, URI url, List<Variant> variants) {}

  /** A rendition in one format. */
  record Variant(String contentType, long size, URI url) {}

  /** A variant together with the preset that it belongs to. */
  record Image(String preset, int width, int height, String contentType, long size, URI url) {

    /** Sends the cookies of the owner's CDN session, if there is one. */
    Response download() {
      return Http.send(CdnSession.withCookies(Http.to(url), url).build());
    }
  }

  /** An entry of a list of media items. */
  record Listed(String id, String fileName) {}

  record Page(List<Listed> items) {}

  /** All renditions in all formats. */
  List<Image> images() {
    return renditions.stream().flatMap(MediaItem::images).toList();
  }

  Image image(String preset, String contentType) {
    return images().stream()
        .filter(it -> it.preset().equals(preset) && it.contentType().equals(contentType))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Image> images(Rendition of) {
    return of.variants().stream()
        .map(it ->
            new Image(of.preset(), of.width(), of.height(), it.contentType(), it.size(), it.url()));
  }

  boolean isProcessed() {
    return status.equals("ready") || status.equals("rejected");
  }
}
