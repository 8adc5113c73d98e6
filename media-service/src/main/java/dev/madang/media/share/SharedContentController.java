package dev.madang.media.share;

import static dev.madang.media.MediaProblem.ORIGINAL_NOT_SHAREABLE;
import static dev.madang.media.MediaProblem.SHARED_ITEM_NOT_FOUND;
import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;
import static dev.madang.media.MediaProblem.SHARE_PASSWORD_INVALID;
import static dev.madang.media.MediaProblem.SHARE_PASSWORD_REQUIRED;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.Cursor;
import dev.madang.media.ApiProblems;
import dev.madang.media.download.DownloadLink;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Preview;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The content of a share link: the secret in the path replaces a token. */
@ApiController("/shared/{secret}")
@Tag(
    name = "Shared content",
    description = "What a share link shows. These operations need no token: the secret is the key.")
@ApiProblems(SHARE_LINK_NOT_FOUND)
class SharedContentController {

  private static final String SECRET = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String ITEM = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String PRESET = "^[A-Za-z0-9-]+$";
  private static final String ACCESS_HEADER = "X-Share-Access";
  private static final String ABOUT_ACCESS =
      "The access token of `unlockShare`, if the link has a password";

  private final ShareAccess shares;
  private final ShareProperties properties;

  SharedContentController(ShareAccess shares, ShareProperties properties) {
    this.shares = shares;
    this.properties = properties;
  }

  /** The secret is in the path: no other site and no search engine may learn it. */
  @ModelAttribute
  void hideSecret(HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  /** A browser gets {@link SharePageController}, because it asks for HTML by name. */
  @GetMapping
  @Operation(
      summary = "Get the content of a share link",
      description =
          "Each rendition's url leads to an image, for an `<img>` too. A page of an album may have"
              + " fewer items than its limit, even none. Returns a page if `Accept` includes `text/html`, and"
              + " JSON otherwise.")
  @ApiResponse(
      responseCode = "200",
      description = "What the share link shows",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = SharedContent.class)),
        @Content(
            mediaType = MediaType.TEXT_HTML_VALUE,
            schema = @Schema(type = "string", maxLength = 1_000_000))
      })
  @ApiProblems(SHARE_PASSWORD_REQUIRED)
  ResponseEntity<SharedContent> getSharedContent(
      @PathVariable
          @Schema(example = SECRET, pattern = "^[A-Za-z0-9_-]{43}$", minLength = 43, maxLength = 43)
          String secret,
      @Parameter(description = ABOUT_ACCESS) @RequestHeader(ACCESS_HEADER)
          Optional<ShareAccessToken> header,
      @Parameter(description = ABOUT_ACCESS) @RequestParam Optional<ShareAccessToken> access,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var accessToken = header.or(() -> access);
    var share = shares.open(secret, accessToken);
    var links = new ItemLinks(properties, secret, share.password().flatMap(_ -> accessToken));
    return ResponseEntity.ok()
        .cacheControl(shares.caching(share))
        .body(SharedContent.of(share, shares, shares.list(share, cursor, limit), links));
  }

  @PostMapping("/access")
  @Operation(
      summary = "Unlock a share link",
      description =
          "Exchanges the password for an access token. After ten wrong passwords in a row the link"
              + " is locked for 15 minutes, even for the right password; existing access tokens stay"
              + " valid.")
  @ApiProblems(SHARE_PASSWORD_INVALID)
  ShareAccess.Access unlockShare(
      @PathVariable
          @Schema(example = SECRET, pattern = "^[A-Za-z0-9_-]{43}$", minLength = 43, maxLength = 43)
          String secret,
      @RequestBody @Valid UnlockShareRequest request) {
    return shares.unlock(secret, request.password());
  }

  @GetMapping("/items/{item}/renditions/{preset}")
  @Operation(
      summary = "Get a shared rendition",
      description =
          "Redirects to the image, as WebP if `Accept` includes `image/webp`, otherwise as JPEG. The"
              + " address is valid for a minute.")
  @ApiResponse(
      responseCode = "302",
      description = "The URL of the image is in Location",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "The address of the image",
              schema = @Schema(type = "string", format = "uri")),
      content = {})
  @ApiProblems({SHARE_PASSWORD_REQUIRED, SHARED_ITEM_NOT_FOUND})
  ResponseEntity<Void> getSharedRendition(
      @PathVariable
          @Schema(example = SECRET, pattern = "^[A-Za-z0-9_-]{43}$", minLength = 43, maxLength = 43)
          String secret,
      @PathVariable
          @Schema(example = ITEM, pattern = "^[A-Za-z0-9_-]{22}$", minLength = 22, maxLength = 22)
          String item,
      @PathVariable @Schema(example = "small", pattern = PRESET, maxLength = 40) String preset,
      @Parameter(description = ABOUT_ACCESS) @RequestHeader(ACCESS_HEADER)
          Optional<ShareAccessToken> header,
      @Parameter(description = ABOUT_ACCESS) @RequestParam Optional<ShareAccessToken> access,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.ACCEPT) Optional<String> accept) {
    var share = shares.open(secret, header.or(() -> access));
    var url = shares.renditionUrl(share, item, preset, accept.orElse(""));
    return ResponseEntity.status(HttpStatus.FOUND).location(url).build();
  }

  @PostMapping("/items/{item}/download-links")
  @Operation(
      summary = "Create a download link for a shared original",
      description =
          "If the owner allows originals. The file has no EXIF, GPS, XMP or IPTC metadata; its pixels"
              + " are unchanged. The link is valid for a minute.")
  @ApiProblems({SHARE_PASSWORD_REQUIRED, SHARED_ITEM_NOT_FOUND, ORIGINAL_NOT_SHAREABLE})
  DownloadLink createSharedDownloadLink(
      @PathVariable
          @Schema(example = SECRET, pattern = "^[A-Za-z0-9_-]{43}$", minLength = 43, maxLength = 43)
          String secret,
      @PathVariable
          @Schema(example = ITEM, pattern = "^[A-Za-z0-9_-]{22}$", minLength = 22, maxLength = 22)
          String item,
      @Parameter(description = ABOUT_ACCESS) @RequestHeader(ACCESS_HEADER)
          Optional<ShareAccessToken> header,
      @Parameter(description = ABOUT_ACCESS) @RequestParam Optional<ShareAccessToken> access) {
    return shares.originalLink(shares.open(secret, header.or(() -> access)), item);
  }

  record UnlockShareRequest(
      @Schema(example = "open sesame") @NotNull @Size(max = 200) String password) {

    @Override
    public String toString() {
      return "UnlockShareRequest[hidden]";
    }
  }

  /**
   * @param next the cursor of the next page; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SharedContent(
      @Schema(example = "Our garden", maxLength = 100) @Nullable String title,
      Instant expiresAt,
      boolean allowOriginals,
      List<SharedItem> items,
      @Schema(maxLength = Cursor.MAX_LENGTH) @Nullable String next) {

    static SharedContent of(
        ShareLink share, ShareAccess shares, ShareAccess.VisiblePage page, ItemLinks links) {
      return new SharedContent(
          share.title().orElse(null),
          share.expiresAt(),
          share.allowOriginals(),
          page.items().stream()
              .map(it -> SharedItem.of(it, share, shares.hasOriginal(share, it), links))
              .toList(),
          page.next().orElse(null));
    }
  }

  /**
   * Has neither the file's name nor its times.
   *
   * @param id valid in this share link only
   * @param contentType of the original; {@code application/octet-stream} if it is no image
   * @param originalAvailable whether `createSharedDownloadLink` may give the original
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SharedItem(
      @Schema(example = ITEM, pattern = "^[A-Za-z0-9_-]{22}$", minLength = 22, maxLength = 22)
          String id,
      @Schema(example = "image/jpeg", maxLength = 255) String contentType,
      @Schema(example = "4000") @Nullable Integer width,
      @Schema(example = "3000") @Nullable Integer height,
      @Schema(example = "1QcSHQRnh493V4dIh4eXh1h4kJUI", maxLength = 100) @Nullable String thumbHash,
      @Schema(example = "#7a8b9c", pattern = "^#[0-9a-f]{6}$") @Nullable String dominantColor,
      List<SharedRendition> renditions,
      boolean originalAvailable) {

    static SharedItem of(MediaItem media, ShareLink share, boolean original, ItemLinks links) {
      var id = share.key().encryptId(media.id());
      var preview =
          media.state() instanceof State.Ready(var seen, _) ? seen : Optional.<Preview>empty();
      var type = media.declared().contentType();
      return new SharedItem(
          id,
          OriginalTypes.isKnown(type) ? type : "application/octet-stream",
          preview.map(Preview::width).orElse(null),
          preview.map(Preview::height).orElse(null),
          preview.map(Preview::thumbHash).orElse(null),
          preview.map(Preview::dominantColor).orElse(null),
          renditions(id, ShareAccess.renditions(media), links),
          original);
    }

    /** One per preset, whatever its formats. */
    private static List<SharedRendition> renditions(
        String id, List<StoredRendition> renditions, ItemLinks links) {
      Map<String, List<StoredRendition>> presets =
          renditions.stream()
              .collect(groupingBy(StoredRendition::preset, LinkedHashMap::new, toList()));
      return presets.entrySet().stream()
          .map(it -> {
            var first = it.getValue().getFirst();
            return new SharedRendition(
                it.getKey(), first.width(), first.height(), links.rendition(id, it.getKey()));
          })
          .toList();
    }
  }

  record SharedRendition(
      @Schema(example = "small", maxLength = 40) String preset, int width, int height, URI url) {}

  /**
   * @param access of a link with a password, so that the addresses work in an {@code <img>}
   */
  private record ItemLinks(
      ShareProperties properties, String secret, Optional<ShareAccessToken> access) {

    URI rendition(String item, String preset) {
      return URI.create(
          "%s%s/items/%s/renditions/%s%s"
              .formatted(
                  properties.baseUrl(),
                  secret,
                  item,
                  preset,
                  access.map(it -> "?access=" + it.value()).orElse("")));
    }
  }
}
