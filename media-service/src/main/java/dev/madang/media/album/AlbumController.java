package dev.madang.media.album;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.media.catalog.Album;
import dev.madang.media.catalog.AlbumId;
import dev.madang.media.catalog.AlbumNotFound;
import dev.madang.media.catalog.Albums;
import dev.madang.media.catalog.Albums.Added;
import dev.madang.media.catalog.Cursor;
import dev.madang.media.catalog.IdempotencyKey;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaPage;
import dev.madang.media.catalog.MediaViews;
import dev.madang.media.catalog.OwnerId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Albums")
class AlbumController {

  private static final Set<String> FORBIDDEN = Set.of("id", "createdAt");

  private final Albums albums;
  private final MediaCatalog catalog;
  private final MediaViews views;

  AlbumController(Albums albums, MediaCatalog catalog, MediaViews views) {
    this.albums = albums;
    this.catalog = catalog;
    this.views = views;
  }

  @PostMapping("/v1/albums")
  @Operation(summary = "Make an album")
  @ApiResponse(
      responseCode = "201",
      headers =
          @Header(
              name = "ETag",
              description = "For If-Match",
              schema = @Schema(type = "string", example = "\"1\"")))
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 404, problem = "album-not-found")
  @ApiProblem(status = 409, problem = "idempotency-key-reused")
  ResponseEntity<AlbumView> makeAlbum(
      @AuthenticationPrincipal Jwt token,
      @Parameter(
              description =
                  "The same key with the same name asks for the same album again, not for another")
          @RequestHeader("Idempotency-Key")
          Optional<IdempotencyKey> idempotencyKey,
      @RequestBody @Valid AlbumRequest request) {
    var name = MergePatch.name("name", request.name());
    var asked = Album.asked(owner(token), AlbumId.next(), name);
    return switch (albums.add(asked, idempotencyKey)) {
      case Added.Kept(var album) ->
          answer(ResponseEntity.created(URI.create("/v1/albums/" + album.id())), album);
      case Added.KeyReused() -> throw new IdempotencyKeyReused();
      case Added.Removed(var id) -> throw new AlbumNotFound(id.value());
    };
  }

  @GetMapping("/v1/albums")
  @Operation(summary = "The albums of the signed-in user, newest first")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  ResponseEntity<AlbumPage> listAlbums(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(AlbumCursor::parse).map(AlbumCursor::last);
    var found = albums.newest(owner(token), before, limit + 1);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(AlbumPage.of(found, limit));
  }

  @GetMapping("/v1/albums/{id}")
  @Operation(summary = "One album of the signed-in user")
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "For If-Match",
              schema = @Schema(type = "string", example = "\"1\"")))
  @ApiProblem(status = 404, problem = "album-not-found")
  ResponseEntity<AlbumView> getAlbum(@AuthenticationPrincipal Jwt token, @PathVariable AlbumId id) {
    return answer(ResponseEntity.ok(), found(owner(token), id));
  }

  @PatchMapping(
      path = "/v1/albums/{id}",
      consumes = {MergePatch.TYPE, MediaType.APPLICATION_JSON_VALUE})
  @Operation(summary = "Rename an album", description = "A JSON merge patch (RFC 7396).")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = Patch.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = Patch.class))
      })
  @ApiResponse(
      responseCode = "200",
      headers =
          @Header(
              name = "ETag",
              description = "Of the changed album",
              schema = @Schema(type = "string", example = "\"2\"")))
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 400, problem = "forbidden-field")
  @ApiProblem(status = 404, problem = "album-not-found")
  @ApiProblem(status = 412, problem = "changed-meanwhile")
  @ApiProblem(status = 428, problem = "precondition-required")
  ResponseEntity<AlbumView> renameAlbum(
      @AuthenticationPrincipal Jwt token,
      @PathVariable AlbumId id,
      @Parameter(description = "The ETag of the album that is changed, or *", example = "\"1\"")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @RequestBody byte[] patch) {
    var condition = IfMatch.parse(ifMatch);
    var name = newName(patch);
    var album = found(owner(token), id);
    condition.require(album.revision());
    if (name.isEmpty()) {
      return answer(ResponseEntity.ok(), album);
    }
    while (true) {
      var standing = albums.rename(album, name.get());
      if (isWritten(album, name.get(), standing)) {
        return answer(ResponseEntity.ok(), standing);
      }
      condition.require(standing.revision());
      album = standing;
    }
  }

  private static boolean isWritten(Album seen, String name, Album standing) {
    return standing.name().equals(name) && standing.revision() == seen.revision() + 1;
  }

  private static Optional<String> newName(byte[] patch) {
    var name = Optional.<String>empty();
    for (var field : MergePatch.read(patch).properties()) {
      if (!field.getKey().equals("name")) {
        throw MergePatch.refused(field.getKey(), FORBIDDEN);
      }
      name = Optional.of(MergePatch.name("name", field.getValue()));
    }
    return name;
  }

  @DeleteMapping("/v1/albums/{id}")
  @Operation(
      summary = "Remove an album",
      description = "Its media stay, and are in no album. Removing it again changes nothing.")
  @ApiResponse(responseCode = "204", description = "There is no such album")
  ResponseEntity<Void> removeAlbum(@AuthenticationPrincipal Jwt token, @PathVariable AlbumId id) {
    albums.remove(owner(token), id);
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }

  @GetMapping("/v1/albums/{id}/media")
  @Operation(
      summary = "The media of an album, newest first, without those in the trash",
      description = "What was put in or taken out a moment ago may be shown a moment late.")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  @ApiProblem(status = 404, problem = "album-not-found")
  ResponseEntity<MediaPage> mediaOfAlbum(
      @AuthenticationPrincipal Jwt token,
      @PathVariable AlbumId id,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var before = cursor.map(Cursor::parse).map(Cursor::last);
    var album = found(owner(token), id);
    return views.answer(catalog.inAlbum(album.owner(), id, before, limit + 1), limit);
  }

  private Album found(OwnerId owner, AlbumId id) {
    return albums.find(owner, id).orElseThrow(() -> new AlbumNotFound(id.value()));
  }

  private static OwnerId owner(Jwt token) {
    return new OwnerId(requireNonNull(token.getSubject()));
  }

  private static ResponseEntity<AlbumView> answer(ResponseEntity.BodyBuilder answer, Album album) {
    return answer
        .cacheControl(CacheControl.noStore())
        .eTag("\"" + album.revision() + "\"")
        .body(AlbumView.of(album));
  }

  record AlbumRequest(@NotBlank @Size(max = 255) @Schema(example = "Holiday") String name) {}

  record AlbumView(AlbumId id, @Schema(example = "Holiday") String name, Instant createdAt) {

    static AlbumView of(Album album) {
      return new AlbumView(album.id(), album.name(), album.id().givenAt());
    }
  }

  /**
   * @param next the cursor of the next page; absent on the last one
   */
  record AlbumPage(
      List<AlbumView> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

    static AlbumPage of(List<Album> albums, int limit) {
      var items = albums.stream().limit(limit).toList();
      var next = albums.size() > limit ? new AlbumCursor(items.getLast().id()).toString() : null;
      return new AlbumPage(items.stream().map(AlbumView::of).toList(), next);
    }
  }

  /** How a patch looks in the spec. */
  @Schema(name = "AlbumPatch")
  private record Patch(
      @Schema(example = "Summer", minLength = 1, maxLength = 255) @Nullable String name) {}
}
