package dev.madang.media.upload;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.web.Cursor;
import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaItem;
import dev.madang.media.upload.UploadPresigner.PresignedUpload;
import dev.madang.media.upload.Uploads.MultipartUpload;
import dev.madang.media.upload.Uploads.UploadPlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Pattern.Flag;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "MediaItem")
class UploadController {

  private final Uploads uploads;
  private final UploadProperties limits;

  UploadController(Uploads uploads, UploadProperties limits) {
    this.uploads = uploads;
    this.limits = limits;
  }

  @PostMapping("/v1/media")
  @Operation(
      summary = "Ask for an upload",
      description =
          "Then send the file itself to S3, as the answer says: at once, or in parts if it has more"
              + " than 16 MiB. A picture is ready or rejected soon after. Bytes that you have"
              + " already need not be sent: then the answer is 200 with their media.")
  @ApiResponse(responseCode = "200", description = "It is there already: nothing is to be sent")
  @ApiResponse(responseCode = "201", description = "Where to send the file")
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 404, problem = "album-not-found")
  @ApiProblem(status = 409, problem = "idempotency-key-reused")
  @ApiProblem(status = 409, problem = "quota-exceeded")
  @ApiProblem(status = 409, problem = "too-many-open-uploads")
  @ApiProblem(status = 409, problem = "upload-ended")
  @ApiProblem(status = 413, problem = "upload-too-large")
  @ApiProblem(status = 503, problem = "service-unavailable")
  ResponseEntity<Upload> askForUpload(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The same key asks for the same upload again, not for another one")
          @RequestHeader("Idempotency-Key")
          Optional<IdempotencyKey> idempotencyKey,
      @RequestBody @Valid UploadRequest request) {
    var limit = request.isPicture() ? limits.maxImageSize() : limits.maxFileSize();
    if (request.size() > limit.toBytes()) {
      throw new UploadTooLarge(limit);
    }
    var way = uploads.ask(request.by(userId(token)), idempotencyKey);
    return switch (way) {
      case UploadPlan.AlreadyUploaded(var media) -> answer(HttpStatus.OK, Upload.of(media));
      case UploadPlan.SinglePut(var media, var ticket) -> created(media, Upload.of(media, ticket));
      case UploadPlan.Multipart(var media, var session) ->
          created(media, Upload.of(media, session));
    };
  }

  @GetMapping("/v1/media/uploads")
  @Operation(
      summary = "The uploads in parts that the signed-in user may go on with, oldest first",
      description = "On any device.")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  ResponseEntity<UploadPage> listUploads(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var after = cursor.map(it -> it.decode(MediaId::new));
    var sessions = uploads.open(userId(token), after, limit + 1);
    return answer(HttpStatus.OK, UploadPage.of(sessions, limit));
  }

  @DeleteMapping("/v1/media/{id}/upload")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Give an upload up",
      description = "Its space is given back and its media forgotten. Twice is once.")
  @ApiResponse(responseCode = "204", description = "There is no such upload now")
  @ApiProblem(status = 409, problem = "upload-ended")
  @ApiProblem(status = 503, problem = "service-unavailable")
  void abortUpload(@AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    uploads.abort(userId(token), id);
  }

  private static UserId userId(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  private static ResponseEntity<Upload> created(MediaItem media, Upload upload) {
    return ResponseEntity.created(URI.create("/v1/media/" + media.id()))
        .cacheControl(CacheControl.noStore())
        .body(upload);
  }

  private static <T> ResponseEntity<T> answer(HttpStatus status, T body) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
  }

  /**
   * @param contentType any but pictures that we make no renditions of
   * @param size in bytes
   * @param sha256 of the bytes, in base64
   * @param album in which the media shall be
   */
  record UploadRequest(
      @NotBlank @Size(max = 255) String fileName,
      @NotNull @Pattern(
              flags = Flag.CASE_INSENSITIVE,
              regexp =
                  "(image/(jpeg|png|gif|webp|heic|heif|avif)"
                      + "|(?!image/)[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"
                      + "/[a-z0-9][a-z0-9!#$&^_.+-]{0,126})",
              message =
                  "must be a media type without parameters; of pictures image/jpeg, image/png,"
                      + " image/gif, image/webp, image/heic, image/heif or image/avif")
          @Schema(example = "image/jpeg")
          String contentType,
      @NotNull @Min(1) @Schema(example = "3421504") Long size,
      @NotNull @Pattern(regexp = "[A-Za-z0-9+/]{43}=", message = "must be a SHA-256 in base64") @Schema(example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256,
      @Nullable @Schema(type = "string", example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D") AlbumId album) {

    /** Types are the same in capitals; what is signed and compared is not. */
    private String type() {
      return contentType.toLowerCase(Locale.ROOT);
    }

    boolean isPicture() {
      return type().startsWith("image/");
    }

    MediaItem by(UserId userId) {
      var declared = new DeclaredFile(fileName, type(), size, sha256);
      var media = MediaItem.pending(userId, MediaId.next(), declared);
      return album == null ? media : media.with(media.attributes().in(Optional.of(album)));
    }
  }

  /**
   * @param upload where to send the file, if it is sent at once
   * @param multipart how to cut the file, if it is sent in parts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Upload(
      MediaId id,
      @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
          String state,
      @Nullable PresignedUpload upload,
      @Nullable MultipartLayout multipart) {

    static Upload of(MediaItem media) {
      return new Upload(media.id(), media.state().code(), null, null);
    }

    static Upload of(MediaItem media, PresignedUpload ticket) {
      return new Upload(media.id(), media.state().code(), ticket, null);
    }

    static Upload of(MediaItem media, MultipartUpload session) {
      return new Upload(media.id(), media.state().code(), null, MultipartLayout.of(session));
    }
  }

  /**
   * @param partSize of each part but the last, in bytes
   * @param expiresAt until then parts are signed
   */
  record MultipartLayout(
      @Schema(example = "8388608") long partSize,
      @Schema(example = "25") int partCount,
      Instant expiresAt) {

    static MultipartLayout of(MultipartUpload session) {
      var parts = session.parts();
      return new MultipartLayout(parts.size(), parts.count(), session.expiresAt());
    }
  }

  /**
   * @param next the cursor of the next page; absent on the last one
   */
  record UploadPage(
      List<OpenUpload> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

    /**
     * @param sessions one more than the limit when there are more
     */
    static UploadPage of(List<MultipartUpload> sessions, int limit) {
      var items = sessions.stream().limit(limit).map(OpenUpload::of).toList();
      return new UploadPage(
          items, sessions.size() > limit ? Cursor.of(items.getLast().id().value()).value() : null);
    }
  }

  /**
   * @param size of the file, in bytes
   * @param partSize of each part but the last, in bytes
   * @param expiresAt until then parts are signed
   */
  record OpenUpload(
      MediaId id,
      String fileName,
      String contentType,
      long size,
      long partSize,
      int partCount,
      Instant createdAt,
      Instant expiresAt) {

    static OpenUpload of(MultipartUpload session) {
      var media = session.media();
      return new OpenUpload(
          media.id(),
          media.name(),
          media.declared().contentType(),
          media.declared().size(),
          session.parts().size(),
          session.parts().count(),
          media.id().createdAt(),
          session.expiresAt());
    }
  }
}
