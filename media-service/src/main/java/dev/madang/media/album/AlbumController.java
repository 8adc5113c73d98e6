package dev.madang.media.album;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.IDEMPOTENCY_KEY_REUSED;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.IfMatch;
import dev.madang.defaults.web.MergePatch;
import dev.madang.defaults.web.Page;
import dev.madang.defaults.web.Text;
import dev.madang.defaults.web.Versioned;
import dev.madang.media.AlbumId;
import dev.madang.media.ApiProblems;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.album.Albums.Added;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaView;
import dev.madang.media.media.MediaViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController
@Tag(name = "Albums", description = "Named groups of media items")
class AlbumController {

  private static final int MAX_NAME_LENGTH = 255;
  private static final Set<String> FIELDS = Set.of("name");
  private static final Set<String> READ_ONLY_FIELDS = Set.of("id", "createdAt");

  private final Albums albums;
  private final MediaCatalog catalog;
  private final MediaViews views;

  AlbumController(Albums albums, MediaCatalog catalog, MediaViews views) {
    this.albums = albums;
    this.catalog = catalog;
    this.views = views;
  }

  @PostMapping("/albums")
  @Operation(
      summary = "Create an album",
      description =
          "A repeated `Idempotency-Key` returns the album of the first request, unless it was"
              + " deleted.")
  @ApiResponse(
      responseCode = "201",
      description = "The album",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "The path of the album",
              schema = @Schema(type = "string", format = "uri-reference")))
  @ApiProblems(IDEMPOTENCY_KEY_REUSED)
  Versioned<AlbumView> createAlbum(
      @CurrentUser UserId userId,
      @RequestHeader("Idempotency-Key") Optional<IdempotencyKey> idempotencyKey,
      @RequestBody @Valid CreateAlbumRequest request) {
    var requested = Album.create(userId, AlbumId.next(), request.name());
    return switch (albums.add(requested, idempotencyKey)) {
      case Added.Created(var album) ->
          Versioned.created(
              URI.create("/v1/albums/" + album.id()), AlbumView.of(album), album.revision());
      case Added.IdempotencyConflict() -> throw IDEMPOTENCY_KEY_REUSED.exception();
    };
  }

  @GetMapping("/albums")
  @Operation(
      summary = "List albums",
      description = "The albums of the signed-in user, newest first.")
  Page<AlbumView> listAlbums(
      @CurrentUser UserId userId,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(AlbumId::new));
    return Page.of(
        albums.newest(userId, before, limit + 1), limit, AlbumView::of, it -> it.id().value());
  }

  @GetMapping("/albums/{id}")
  @Operation(summary = "Get an album", description = "An album of the signed-in user.")
  @ApiProblems(ALBUM_NOT_FOUND)
  Versioned<AlbumView> getAlbum(@CurrentUser UserId userId, @PathVariable AlbumId id) {
    return ok(find(userId, id));
  }

  @PatchMapping(
      path = "/albums/{id}",
      consumes = {MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MergePatch.MEDIA_TYPE,
            schema = @Schema(implementation = UpdateAlbumRequest.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = UpdateAlbumRequest.class))
      })
  @Operation(
      summary = "Rename an album",
      description = "The body is a JSON merge patch (RFC 7396).")
  @ApiProblems(ALBUM_NOT_FOUND)
  Versioned<AlbumView> updateAlbum(
      @CurrentUser UserId userId,
      @PathVariable AlbumId id,
      @RequestHeader(HttpHeaders.IF_MATCH) IfMatch condition,
      @RequestBody MergePatch patch) {
    var name =
        patch
            .allow(FIELDS, READ_ONLY_FIELDS)
            .required("name", it -> Text.requireVisibleName(it, MAX_NAME_LENGTH));
    return ok(
        name.isEmpty()
            ? required(find(userId, id), condition)
            : albums.rename(find(userId, id), name.get(), it -> condition.require(it.revision())));
  }

  private static Album required(Album album, IfMatch condition) {
    condition.require(album.revision());
    return album;
  }

  @DeleteMapping("/albums/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Delete an album",
      description = "Its media items stay, and are in no album. The operation is idempotent.")
  void deleteAlbum(@CurrentUser UserId userId, @PathVariable AlbumId id) {
    albums.remove(userId, id);
  }

  @GetMapping("/albums/{id}/media")
  @Operation(
      summary = "List the media items of an album",
      description = "Newest first, without the trash. The list is eventually consistent.")
  @ApiProblems(ALBUM_NOT_FOUND)
  Page<MediaView> listAlbumMedia(
      @CurrentUser UserId userId,
      @PathVariable AlbumId id,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(it -> it.decode(MediaId::new));
    var album = find(userId, id);
    return views.page(catalog.inAlbum(album.userId(), id, before, limit + 1), limit);
  }

  private Album find(UserId userId, AlbumId id) {
    return albums.find(userId, id).orElseThrow(ALBUM_NOT_FOUND::exception);
  }

  private static Versioned<AlbumView> ok(Album album) {
    return Versioned.ok(AlbumView.of(album), album.revision());
  }

  record CreateAlbumRequest(
      @NotNull @Size(max = MAX_NAME_LENGTH) @Pattern(
              regexp = Text.VISIBLE_NAME,
              message = "must have a visible character and no control character")
          @Schema(example = "Holiday")
          String name) {}

  /** The schema of a patch, which {@link MergePatch} reads. */
  private record UpdateAlbumRequest(
      @Schema(
              minLength = 1,
              maxLength = MAX_NAME_LENGTH,
              pattern = Text.VISIBLE_NAME,
              example = "Summer")
          @Nullable String name) {}

  @Schema(name = "Album")
  record AlbumView(AlbumId id, @Schema(example = "Holiday") String name, Instant createdAt) {

    static AlbumView of(Album album) {
      return new AlbumView(album.id(), album.name(), album.id().createdAt());
    }
  }
}
