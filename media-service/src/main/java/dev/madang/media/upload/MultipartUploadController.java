package dev.madang.media.upload;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.UPLOAD_INCOMPLETE;
import static dev.madang.media.MediaProblem.UPLOAD_NOT_FOUND;
import static dev.madang.media.MediaProblem.UPLOAD_NOT_OPEN;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.media.ApiProblems;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaItem;
import dev.madang.media.upload.MultipartUploads.UploadedPart;
import dev.madang.media.upload.UploadPresigner.PresignedUpload;
import dev.madang.media.upload.Uploads.MultipartUpload;
import dev.madang.media.upload.Uploads.RequestedPart;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController
@Tag(name = "Uploads", description = "Multipart uploads of large files; the id is the media item's")
class MultipartUploadController {

  private static final int MAX_PARTS = 10_000;

  private final Uploads uploads;

  MultipartUploadController(Uploads uploads) {
    this.uploads = uploads;
  }

  @GetMapping("/uploads")
  @Operation(
      summary = "List open multipart uploads",
      description = "Oldest first. They can be continued on any device.")
  Page<UploadView> listUploads(
      @CurrentUser UserId userId,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var after = cursor.map(it -> it.decode(MediaId::new));
    return Page.of(
        uploads.listOpen(userId, after, limit + 1),
        limit,
        UploadView::of,
        it -> it.media().id().value());
  }

  @PostMapping("/uploads/{id}/parts")
  @Operation(
      summary = "Presign upload parts",
      description = "Can be repeated, on any device. A part that is sent again is replaced.")
  @ApiProblems({MEDIA_NOT_FOUND, UPLOAD_NOT_FOUND, UPLOAD_NOT_OPEN})
  PresignedParts presignUploadParts(
      @CurrentUser UserId userId,
      @PathVariable MediaId id,
      @RequestBody @Valid PresignPartsRequest request) {
    var parts = request.parts().stream().map(PartToPresign::toRequestedPart).toList();
    return PresignedParts.of(parts, uploads.presignParts(userId, id, parts));
  }

  @GetMapping("/uploads/{id}/parts")
  @Operation(summary = "List uploaded parts", description = "The parts that S3 has, by number.")
  @ApiProblems({MEDIA_NOT_FOUND, UPLOAD_NOT_FOUND, UPLOAD_NOT_OPEN})
  Page<PartView> listUploadParts(
      @CurrentUser UserId userId,
      @PathVariable MediaId id,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "1000") @Min(1) @Max(1000) int limit) {
    int after = cursor.map(it -> it.decode(MultipartUploadController::partNumber)).orElse(0);
    return Page.of(
        uploads.listParts(userId, id, after, limit + 1),
        limit,
        PartView::of,
        it -> Integer.toString(it.number()));
  }

  private static int partNumber(String position) {
    int number = Integer.parseInt(position);
    if (number < 1 || number > MAX_PARTS) {
      throw new IllegalArgumentException("not a part number");
    }
    return number;
  }

  @PostMapping("/uploads/{id}/completion")
  @Operation(
      summary = "Complete a multipart upload",
      description = "The operation is idempotent: repeated, it returns the item as it is by then.")
  @ApiProblems({MEDIA_NOT_FOUND, UPLOAD_NOT_FOUND, UPLOAD_NOT_OPEN, UPLOAD_INCOMPLETE})
  CompletedUpload completeUpload(@CurrentUser UserId userId, @PathVariable MediaId id) {
    return CompletedUpload.of(uploads.complete(userId, id));
  }

  @DeleteMapping("/uploads/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Abort an upload",
      description =
          "Releases its space and discards the media item, also of an upload with a single PUT. The"
              + " operation is idempotent.")
  @ApiProblems(UPLOAD_NOT_OPEN)
  void abortUpload(@CurrentUser UserId userId, @PathVariable MediaId id) {
    uploads.abort(userId, id);
  }

  @Schema(name = "Upload")
  record UploadView(
      MediaId id,
      @Schema(maxLength = 1024, example = "holiday.mp4") String fileName,
      @Schema(maxLength = 255, example = "video/mp4") String contentType,
      @Schema(description = "Size of the file in bytes", minimum = "1", example = "209715200")
          long size,
      @Schema(description = "Bytes of each part but the last", minimum = "1", example = "8388608")
          long partSize,
      @Schema(minimum = "1", maximum = "10000", example = "25") int partCount,
      Instant createdAt,
      @Schema(description = "When parts can no longer be presigned") Instant expiresAt) {

    static UploadView of(MultipartUpload upload) {
      var media = upload.media();
      return new UploadView(
          media.id(),
          media.name(),
          media.declared().contentType(),
          media.declared().size(),
          upload.parts().size(),
          upload.parts().count(),
          media.id().createdAt(),
          upload.expiresAt());
    }
  }

  record PresignPartsRequest(
      @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid PartToPresign> parts) {}

  record PartToPresign(
      @NotNull @Min(1) @Max(MAX_PARTS) @Schema(example = "1") Integer number,
      @NotNull @Pattern(regexp = UploadController.SHA_256, message = "must be a SHA-256 in Base64") @Schema(
              description = "SHA-256 of the part in Base64",
              minLength = 44,
              maxLength = 44,
              example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256) {

    RequestedPart toRequestedPart() {
      return new RequestedPart(number, sha256);
    }
  }

  record PresignedParts(
      @ArraySchema(
              maxItems = 100,
              arraySchema = @Schema(description = "In the order of the request"))
          List<PresignedPart> parts) {

    static PresignedParts of(List<RequestedPart> requested, List<PresignedUpload> uploads) {
      return new PresignedParts(
          IntStream.range(0, requested.size())
              .mapToObj(i -> PresignedPart.of(requested.get(i).number(), uploads.get(i)))
              .toList());
    }
  }

  record PresignedPart(
      @Schema(minimum = "1", maximum = "10000", example = "1") int number,
      @Schema(allowableValues = "PUT") String method,
      URI url,
      @Schema(description = "Send all of them unchanged") Map<String, String> headers,
      @Schema(description = "The upload of the part must have started by then") Instant expiresAt) {

    static PresignedPart of(int number, PresignedUpload upload) {
      return new PresignedPart(
          number, upload.method(), upload.url(), upload.headers(), upload.expiresAt());
    }
  }

  @Schema(name = "UploadPart")
  record PartView(
      @Schema(minimum = "1", maximum = "10000", example = "1") int number,
      @Schema(description = "In bytes", example = "8388608") long size,
      @Schema(
              description = "SHA-256 of the part in Base64",
              maxLength = 44,
              example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256) {

    static PartView of(UploadedPart part) {
      return new PartView(part.number(), part.size(), part.sha256());
    }
  }

  record CompletedUpload(
      MediaId id,
      @Schema(allowableValues = {"uploaded", "processing", "ready", "rejected"}) String status) {

    static CompletedUpload of(MediaItem media) {
      return new CompletedUpload(media.id(), media.state().code());
    }
  }
}
