package dev.madang.media.catalog;

import static java.util.stream.Collectors.toSet;

import dev.madang.media.delivery.Links;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows owners their media. */
@Component
public class MediaViews {

  private final Links links;
  private final Albums albums;

  MediaViews(Links links, Albums albums) {
    this.links = links;
    this.albums = albums;
  }

  /** One media, with the tag that a change of it must name. */
  public ResponseEntity<MediaView> answer(Media media) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .eTag("\"" + media.placement().revision() + "\"")
        .body(of(List.of(media)).getFirst());
  }

  /**
   * @param media of one owner; one more than the limit when there are more
   */
  public ResponseEntity<MediaPage> answer(List<Media> media, int limit) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(MediaPage.of(of(media), limit));
  }

  private List<MediaView> of(List<Media> media) {
    var standing = standing(media);
    return media.stream()
        .map(it -> MediaView.of(it, it.placement().album().filter(standing::contains), links))
        .toList();
  }

  private Set<AlbumId> standing(List<Media> media) {
    var named =
        media.stream().map(it -> it.placement().album()).flatMap(Optional::stream).collect(toSet());
    return named.isEmpty() ? Set.of() : albums.standing(media.getFirst().owner(), named);
  }
}
