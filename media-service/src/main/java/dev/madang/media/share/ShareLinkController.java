package dev.madang.media.share;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;
import static dev.madang.media.MediaProblem.MEDIA_NOT_SHAREABLE;
import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.ExactlyOneOf;
import dev.madang.defaults.web.Page;
import dev.madang.media.AlbumId;
import dev.madang.media.ApiProblems;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.share.ShareLink.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/share-links")
@Tag(
    name = "Share links",
    description = "Links that show a media item or an album to people without an account")
class ShareLinkController {

  private final ShareLinkService service;
  private final ShareLinks shareLinks;
  private final ShareRevocation revocation;
  private final Clock clock;

  ShareLinkController(
      ShareLinkService service, ShareLinks shareLinks, ShareRevocation revocation, Clock clock) {
    this.service = service;
    this.shareLinks = shareLinks;
    this.revocation = revocation;
    this.clock = clock;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Create a share link",
      description =
          "It shows a media item, or an album as it is at each request. The url is in this response"
              + " only; it is not stored.")
  @ApiProblems({MEDIA_NOT_FOUND, ALBUM_NOT_FOUND, MEDIA_NOT_READY, MEDIA_NOT_SHAREABLE})
  CreatedShareLink createShareLink(
      @CurrentUser UserId userId, @RequestBody @Valid CreateShareLinkRequest request) {
    return CreatedShareLink.of(service.create(userId, request.options()));
  }

  @GetMapping
  @Operation(
      summary = "List share links",
      description = "The open share links of the signed-in user, newest first.")
  Page<ShareLinkView> listShareLinks(
      @CurrentUser UserId userId,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(ShareCursor::new));
    var found = shareLinks.newest(userId, before, clock.instant(), limit + 1);
    return Page.of(found, limit, ShareLinkView::of, it -> ShareCursor.of(it).value());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Revoke a share link",
      description =
          "The link and everything opened with it end at once. The operation is idempotent.")
  @ApiProblems(SHARE_LINK_NOT_FOUND)
  void revokeShareLink(@CurrentUser UserId userId, @PathVariable ShareLinkId id) {
    revocation.revoke(userId, id);
  }

  /**
   * @param mediaId exactly one of {@code mediaId} and {@code albumId}
   * @param validDays 7 by default
   * @param expiresAt instead of {@code validDays}; at most a year ahead
   * @param password that visitors must enter
   * @param allowOriginals whether visitors may download originals, without their metadata
   * @param title that visitors see
   */
  @ExactlyOneOf({"mediaId", "albumId"})
  record CreateShareLinkRequest(
      @Schema(description = "Either `mediaId` or `albumId` is required") @Nullable MediaId mediaId,
      @Schema(description = "Instead of `mediaId`") @Nullable AlbumId albumId,
      @Schema(description = "7 by default", example = "30") @Nullable @Min(1) @Max(365) Integer validDays,
      @Schema(description = "Instead of `validDays`; at most a year ahead")
          @Nullable Instant expiresAt,
      @Schema(example = "open sesame") @Nullable @Size(min = 6, max = 200) String password,
      @Schema(
              description = "Whether visitors may download originals, without their metadata",
              defaultValue = "false")
          @Nullable Boolean allowOriginals,
      @Schema(description = "Shown to visitors", example = "Our garden")
          @Nullable @Size(min = 1, max = 100) String title) {

    ShareLinkService.ShareLinkOptions options() {
      return new ShareLinkService.ShareLinkOptions(
          target(),
          Optional.ofNullable(validDays),
          Optional.ofNullable(expiresAt),
          Optional.ofNullable(password),
          Boolean.TRUE.equals(allowOriginals),
          Optional.ofNullable(title));
    }

    private Target target() {
      return mediaId != null
          ? new Target.OneMedia(mediaId)
          : new Target.WholeAlbum(requireNonNull(albumId));
    }

    @Override
    public String toString() {
      return "CreateShareLinkRequest[mediaId=" + mediaId + ", albumId=" + albumId + "]";
    }
  }

  /**
   * @param url for visitors; no other response has it
   */
  record CreatedShareLink(ShareLinkId id, URI url, Instant expiresAt) {

    static CreatedShareLink of(ShareLinkService.Created created) {
      return new CreatedShareLink(
          created.share().id(), created.link(), created.share().expiresAt());
    }

    @Override
    public String toString() {
      return "CreatedShareLink[id=" + id + "]";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ShareLink")
  record ShareLinkView(
      ShareLinkId id,
      @Nullable MediaId mediaId,
      @Nullable AlbumId albumId,
      @Schema(example = "Our garden", maxLength = 100) @Nullable String title,
      Instant createdAt,
      Instant expiresAt,
      boolean passwordProtected,
      boolean allowOriginals) {

    static ShareLinkView of(ShareLink share) {
      return new ShareLinkView(
          share.id(),
          share.target() instanceof Target.OneMedia(var media) ? media : null,
          share.target() instanceof Target.WholeAlbum(var album) ? album : null,
          share.title().orElse(null),
          share.createdAt(),
          share.expiresAt(),
          share.password().isPresent(),
          share.allowOriginals());
    }
  }
}
