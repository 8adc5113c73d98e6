package dev.madang.media.upload;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static dev.madang.media.MediaProblem.IDEMPOTENCY_KEY_REUSED;
import static dev.madang.media.MediaProblem.QUOTA_EXCEEDED;
import static dev.madang.media.MediaProblem.TOO_MANY_OPEN_UPLOADS;
import static dev.madang.media.MediaProblem.UPLOAD_NOT_OPEN;
import static dev.madang.media.MediaProblem.UPLOAD_TOO_LARGE;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.telemetry.TraceParent;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.media.AlbumId;
import dev.madang.media.ApiProblems;
import dev.madang.media.ContentType;
import dev.madang.media.FileName;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaItem;
import dev.madang.media.upload.UploadPresigner.PresignedUpload;
import dev.madang.media.upload.Uploads.MultipartUpload;
import dev.madang.media.upload.Uploads.UploadPlan;
import io.micrometer.tracing.Tracer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

@ApiController
@Tag(name = "Media")
class UploadController {

  static final String SHA_256 = "^[A-Za-z0-9+/]{43}=$";

  private final Uploads uploads;
  private final Tracer tracer;

  UploadController(Uploads uploads, Tracer tracer) {
    this.uploads = uploads;
    this.tracer = tracer;
  }

  @PostMapping("/media")
  @Operation(
      summary = "Create a media item",
      description =
          "Send the file to S3 as the response says: with one PUT, or in parts if it has more than"
              + " 16 MiB. The item is `ready` or `rejected` soon after. If you have already"
              + " uploaded the same bytes, the response is 200 with that item. In `contentType` case"
              + " is ignored, parameters are dropped, and aliases such as `image/jpg` are known.")
  @ApiResponse(responseCode = "200", description = "The file is uploaded already")
  @ApiResponse(
      responseCode = "201",
      description = "Upload the file",
      headers =
          @Header(
              name = "Location",
              description = "The media item",
              schema =
                  @Schema(
                      type = "string",
                      format = "uri-reference",
                      maxLength = 64,
                      example = "/v1/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D")))
  @ApiProblems({
    ALBUM_NOT_FOUND,
    IDEMPOTENCY_KEY_REUSED,
    QUOTA_EXCEEDED,
    TOO_MANY_OPEN_UPLOADS,
    UPLOAD_NOT_OPEN,
    UPLOAD_TOO_LARGE
  })
  ResponseEntity<CreatedMedia> createMedia(
      @CurrentUser UserId userId,
      @Parameter(
              description =
                  "Repeats of a request with the same key return the same item, until it is in the"
                      + " trash or removed")
          @RequestHeader("Idempotency-Key")
          Optional<IdempotencyKey> idempotencyKey,
      @RequestBody @Valid CreateMediaRequest request) {
    var requested = request.toMediaItem(userId);
    var traced = TraceParent.current(tracer).map(requested::with).orElse(requested);
    return switch (uploads.create(traced, idempotencyKey)) {
      case UploadPlan.AlreadyUploaded(var media) ->
          ResponseEntity.ok(CreatedMedia.of(media, null, null));
      case UploadPlan.SinglePut(var media, var upload) ->
          created(CreatedMedia.of(media, upload, null));
      case UploadPlan.Multipart(var media, var upload) ->
          created(CreatedMedia.of(media, null, MultipartView.of(upload)));
    };
  }

  private static ResponseEntity<CreatedMedia> created(CreatedMedia media) {
    return ResponseEntity.created(URI.create("/v1/media/" + media.id())).body(media);
  }

  record CreateMediaRequest(
      @NotNull FileName fileName,
      @NotNull ContentType contentType,
      @NotNull @Min(1) @Schema(description = "In bytes", maximum = "5497558138880", example = "3421504")
          Long size,
      @NotNull @Pattern(regexp = SHA_256, message = "must be a SHA-256 in Base64") @Schema(
              description = "SHA-256 of the bytes in Base64",
              minLength = 44,
              maxLength = 44,
              example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256,
      @Schema(description = "The album of the item") @Nullable AlbumId albumId) {

    MediaItem toMediaItem(UserId userId) {
      var declared = new DeclaredFile(fileName.value(), contentType.value(), size, sha256);
      var media = MediaItem.pending(userId, MediaId.next(), declared);
      return albumId == null ? media : media.with(media.attributes().in(Optional.of(albumId)));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CreatedMedia(
      MediaId id,
      @Schema(allowableValues = {"pending", "uploaded", "processing", "ready", "rejected"})
          String status,
      @Schema(description = "The request to send, for a single PUT")
          @Nullable PresignedUpload upload,
      @Schema(description = "How to split the file, for a multipart upload")
          @Nullable MultipartView multipart) {

    static CreatedMedia of(
        MediaItem media, @Nullable PresignedUpload upload, @Nullable MultipartView multipart) {
      return new CreatedMedia(media.id(), media.state().code(), upload, multipart);
    }
  }

  @Schema(name = "MultipartUpload")
  record MultipartView(
      @Schema(description = "Bytes of each part but the last", minimum = "1", example = "8388608")
          long partSize,
      @Schema(minimum = "1", maximum = "10000", example = "25") int partCount,
      @Schema(description = "When parts can no longer be presigned") Instant expiresAt) {

    static MultipartView of(MultipartUpload upload) {
      var parts = upload.parts();
      return new MultipartView(parts.size(), parts.count(), upload.expiresAt());
    }
  }
}
