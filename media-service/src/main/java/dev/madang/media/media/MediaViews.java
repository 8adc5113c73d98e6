package dev.madang.media.media;

import static java.util.stream.Collectors.toSet;

import dev.madang.defaults.web.Page;
import dev.madang.defaults.web.Versioned;
import dev.madang.media.AlbumId;
import dev.madang.media.cdn.RenditionLinks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The API's representations of media items. */
@Component
public class MediaViews {

  private final RenditionLinks links;
  private final AlbumLookup albums;

  MediaViews(RenditionLinks links, AlbumLookup albums) {
    this.links = links;
    this.albums = albums;
  }

  /** 200 with the media item and its ETag. */
  public Versioned<MediaView> ok(MediaItem media) {
    return Versioned.ok(views(List.of(media)).getFirst(), media.attributes().revision());
  }

  /**
   * @param found media items of one user, one more than the page may have if there are more
   */
  public Page<MediaView> page(List<MediaItem> found, int limit) {
    return Page.of(views(found), limit, view -> view, view -> view.id().value());
  }

  private List<MediaView> views(List<MediaItem> media) {
    var existing = existingAlbums(media);
    return media.stream()
        .map(it -> MediaView.of(it, it.attributes().album().filter(existing::contains), links))
        .toList();
  }

  private Set<AlbumId> existingAlbums(List<MediaItem> media) {
    var named =
        media.stream()
            .map(it -> it.attributes().album())
            .flatMap(Optional::stream)
            .collect(toSet());
    return named.isEmpty() ? Set.of() : albums.existing(media.getFirst().userId(), named);
  }
}
