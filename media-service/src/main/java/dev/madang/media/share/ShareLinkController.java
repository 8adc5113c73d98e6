package dev.madang.media.share;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.share.ShareLink.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "ShareLink links")
class ShareLinkController {

  private final ShareLinkService sharing;
  private final ShareLinks shares;
  private final ShareRevocation revocations;
  private final Clock clock;

  ShareLinkController(
      ShareLinkService sharing, ShareLinks shares, ShareRevocation revocations, Clock clock) {
    this.sharing = sharing;
    this.shares = shares;
    this.revocations = revocations;
    this.clock = clock;
  }

  @PostMapping("/v1/shares")
  @Operation(
      summary = "Make a link that shows a media, or an album, to who has it",
      description = "The link is answered this once; we do not keep it.")
  @ApiResponse(responseCode = "201", description = "The link")
  @ApiProblem(status = 404, problem = "media-not-found")
  @ApiProblem(status = 404, problem = "album-not-found")
  @ApiProblem(status = 409, problem = "media-not-ready")
  @ApiProblem(status = 409, problem = "media-not-shareable")
  ResponseEntity<Made> share(
      @AuthenticationPrincipal Jwt token, @RequestBody @Valid CreateShareLinkRequest request) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(Made.of(sharing.share(userId(token), request.wishes())));
  }

  @GetMapping("/v1/shares")
  @Operation(summary = "The open shares of the signed-in user, newest first")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  ResponseEntity<SharePage> listShares(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(ShareCursor::parse);
    var page = shares.newest(userId(token), before, clock.instant(), limit + 1);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SharePage.of(page, limit));
  }

  @DeleteMapping("/v1/shares/{id}")
  @Operation(
      summary = "Revoke a share at once",
      description = "The link opens nothing from now on, nor does what was opened with it.")
  @ApiResponse(
      responseCode = "204",
      description = "It is over, perhaps since long",
      content = {})
  @ApiProblem(status = 404, problem = "share-not-found")
  ResponseEntity<Void> revoke(@AuthenticationPrincipal Jwt token, @PathVariable ShareLinkId id) {
    revocations.revoke(userId(token), id);
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }

  private static UserId userId(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  /**
   * @param mediaId either this
   * @param albumId or this: visitors see what is in it at each look
   * @param validDays 7 unless said
   * @param expiresAt instead of days; a year ahead at most
   * @param password asked of visitors
   * @param originals whether visitors get originals too, without their metadata; no, unless said
   * @param title for visitors to read
   */
  record CreateShareLinkRequest(
      @Nullable MediaId mediaId,
      @Nullable AlbumId albumId,
      @Nullable @Min(1) @Max(365) Integer validDays,
      @Nullable Instant expiresAt,
      @Nullable @Size(min = 6, max = 200) String password,
      @Nullable Boolean originals,
      @Nullable @Size(min = 1, max = 100) String title) {

    ShareLinkService.ShareLinkOptions wishes() {
      return new ShareLinkService.ShareLinkOptions(
          target(),
          Optional.ofNullable(validDays),
          Optional.ofNullable(expiresAt),
          Optional.ofNullable(password),
          Boolean.TRUE.equals(originals),
          Optional.ofNullable(title));
    }

    private Target target() {
      if (mediaId != null && albumId != null) {
        throw new InvalidShare("albumId", "must not be there beside mediaId");
      }
      if (albumId != null) {
        return new Target.WholeAlbum(albumId);
      }
      if (mediaId != null) {
        return new Target.OneMedia(mediaId);
      }
      throw new InvalidShare("mediaId", "must be there, or albumId");
    }

    @Override
    public String toString() {
      return "CreateShareLinkRequest[mediaId=" + mediaId + ", albumId=" + albumId + "]";
    }
  }

  /**
   * @param url for visitors; it is not told again
   */
  record Made(ShareLinkId id, URI url, Instant expiresAt) {

    static Made of(ShareLinkService.Made made) {
      return new Made(made.share().id(), made.link(), made.share().expiresAt());
    }

    @Override
    public String toString() {
      return "Made[id=" + id + "]";
    }
  }

  /**
   * @param password whether visitors are asked for one
   */
  record ShareLinkView(
      ShareLinkId id,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MediaId mediaId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AlbumId albumId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
      Instant createdAt,
      Instant expiresAt,
      boolean password,
      boolean originals) {

    static ShareLinkView of(ShareLink share) {
      return new ShareLinkView(
          share.id(),
          share.target() instanceof Target.OneMedia(var media) ? media : null,
          share.target() instanceof Target.WholeAlbum(var album) ? album : null,
          share.title().orElse(null),
          share.createdAt(),
          share.expiresAt(),
          share.password().isPresent(),
          share.originals());
    }
  }

  /**
   * @param next the cursor of the next page; absent on the last one
   */
  record SharePage(
      List<ShareLinkView> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

    static SharePage of(List<ShareLink> shares, int limit) {
      var items = shares.stream().limit(limit).toList();
      var next = shares.size() > limit ? ShareCursor.of(items.getLast()).toString() : null;
      return new SharePage(items.stream().map(ShareLinkView::of).toList(), next);
    }
  }
}
