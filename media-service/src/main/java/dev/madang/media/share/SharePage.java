package dev.madang.media.share;

import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.StoredRendition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the page of a share link shows. Its addresses are paths of this API.
 *
 * @param single whether there is one image, which is shown large
 * @param more the address of the next page; absent on the last one
 */
record SharePage(
    String title, boolean single, List<Image> images, @Nullable String more, String expires) {

  private static final int THUMBNAIL_EDGE = 500;

  /** Of all images, or of all but those of earlier pages. */
  static SharePage of(
      ShareLink share, ShareAccess shares, ShareAccess.VisiblePage page, Address address) {
    var title = share.title().orElse("Shared with you");
    var items = page.items();
    var images =
        IntStream.range(0, items.size())
            .mapToObj(i -> {
              var alt = items.size() == 1 ? title : "%s, image %d".formatted(title, i + 1);
              return image(items.get(i), alt, share, shares, address);
            })
            .toList();
    var single = share.target() instanceof ShareLink.Target.OneMedia;
    return new SharePage(
        title,
        single,
        images,
        page.next().map(address::page).orElse(null),
        share.expiresAt().toString().substring(0, 10));
  }

  private static Image image(
      MediaItem media, String alt, ShareLink share, ShareAccess shares, Address address) {
    var id = share.key().encryptId(media.id());
    var bySize = Comparator.comparingInt((StoredRendition it) -> edge(it));
    var renditions = ShareAccess.renditions(media);
    var large = renditions.stream().max(bySize);
    var small =
        renditions.stream().filter(it -> edge(it) <= THUMBNAIL_EDGE).max(bySize).or(() -> large);
    return new Image(
        alt,
        small.map(it -> Rendition.of(it, id, address)).orElse(null),
        large.map(it -> Rendition.of(it, id, address)).orElse(null),
        shares.hasOriginal(share, media) ? address.of("items", id, "download-links") : null);
  }

  private static int edge(StoredRendition rendition) {
    return Math.max(rendition.width(), rendition.height());
  }

  /**
   * @param small absent for an item that is no image, like {@code large}
   * @param download where a form gets the original; absent if it is not offered
   */
  record Image(
      String alt,
      @Nullable Rendition small,
      @Nullable Rendition large,
      @Nullable String download) {}

  record Rendition(String url, int width, int height) {

    private static Rendition of(StoredRendition stored, String item, Address address) {
      return new Rendition(
          address.of("items", item, "renditions", stored.preset()),
          stored.width(),
          stored.height());
    }
  }

  /**
   * The addresses of a share link, without the host: a visitor may use another name of it.
   *
   * @param path that ends with the secret
   * @param access of a link with a password, because a browser sends no header for an image
   */
  record Address(String path, Optional<ShareAccessToken> access) {

    String page(String cursor) {
      return builder().queryParam("cursor", cursor).build().toUriString();
    }

    String of(String... segments) {
      return builder().pathSegment(segments).build().toUriString();
    }

    private UriComponentsBuilder builder() {
      return UriComponentsBuilder.fromPath(path)
          .queryParamIfPresent("access", access.map(ShareAccessToken::value));
    }
  }
}
