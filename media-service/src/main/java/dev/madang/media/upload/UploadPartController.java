package dev.madang.media.upload;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaItem;
import dev.madang.media.upload.MultipartUploads.UploadedPart;
import dev.madang.media.upload.UploadPresigner.PresignedUpload;
import dev.madang.media.upload.Uploads.NumberedPart;
import dev.madang.media.upload.Uploads.Progress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A file that is sent in parts. */
@RestController
@Tag(name = "MediaItem")
@ApiProblem(status = 400, problem = "invalid-request")
@ApiProblem(status = 404, problem = "media-not-found")
@ApiProblem(status = 404, problem = "upload-not-found")
@ApiProblem(status = 409, problem = "upload-ended")
class UploadPartController {

  private final Uploads uploads;

  UploadPartController(Uploads uploads) {
    this.uploads = uploads;
  }

  @PostMapping("/v1/media/{id}/parts")
  @Operation(
      summary = "Ask where to send parts",
      description =
          "As often as you like, on any device. A part that is sent again replaces what was there.")
  @ApiProblem(status = 400, problem = "unknown-field")
  ResponseEntity<SignedParts> signParts(
      @AuthenticationPrincipal Jwt token,
      @PathVariable MediaId id,
      @RequestBody @Valid PartsRequest request) {
    var presigner =
        uploads.sign(
            userId(token),
            id,
            request.parts().stream()
                .map(it -> new NumberedPart(it.number(), it.sha256()))
                .toList());
    return answer(SignedParts.of(request.parts(), presigner));
  }

  @GetMapping("/v1/media/{id}/parts")
  @Operation(summary = "Which parts have come")
  ResponseEntity<SentParts> listParts(
      @AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    return answer(SentParts.of(uploads.progress(userId(token), id)));
  }

  @PostMapping("/v1/media/{id}/completion")
  @Operation(
      summary = "Say that all parts were sent",
      description = "Twice is once: the second time the answer is the media as it is by then.")
  @ApiProblem(status = 409, problem = "upload-incomplete")
  ResponseEntity<UploadedMedia> completeUpload(
      @AuthenticationPrincipal Jwt token, @PathVariable MediaId id) {
    return answer(UploadedMedia.of(uploads.complete(userId(token), id)));
  }

  private static UserId userId(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  record PartsRequest(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid PartRequest> parts) {}

  /**
   * @param number from 1 on
   * @param sha256 of the part, in base64
   */
  record PartRequest(
      @NotNull @Min(1) @Schema(example = "1") Integer number,
      @NotNull @Pattern(regexp = "[A-Za-z0-9+/]{43}=", message = "must be a SHA-256 in base64") @Schema(example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256) {}

  /**
   * @param parts in the order of the request
   */
  record SignedParts(List<SignedPart> parts) {

    static SignedParts of(List<PartRequest> asked, List<PresignedUpload> presigner) {
      return new SignedParts(
          IntStream.range(0, asked.size())
              .mapToObj(i -> SignedPart.of(asked.get(i).number(), presigner.get(i)))
              .toList());
    }
  }

  /**
   * What to send to S3.
   *
   * @param headers send each of them, unchanged
   * @param expiresAt start before
   */
  record SignedPart(
      int number, String method, URI url, Map<String, String> headers, Instant expiresAt) {

    static SignedPart of(int number, PresignedUpload ticket) {
      return new SignedPart(
          number, ticket.method(), ticket.url(), ticket.headers(), ticket.expiresAt());
    }
  }

  /**
   * @param parts by number
   * @param partSize of each part but the last, in bytes
   * @param expiresAt until then parts are signed
   */
  record SentParts(
      List<SentPart> parts,
      @Schema(example = "8388608") long partSize,
      @Schema(example = "25") int partCount,
      Instant expiresAt) {

    static SentParts of(Progress progress) {
      var session = progress.session();
      return new SentParts(
          progress.sent().stream().map(SentPart::of).toList(),
          session.parts().size(),
          session.parts().count(),
          session.expiresAt());
    }
  }

  /**
   * @param size in bytes
   * @param sha256 of the part, in base64
   */
  record SentPart(
      @Schema(example = "1") int number, @Schema(example = "8388608") long size, String sha256) {

    static SentPart of(UploadedPart sent) {
      return new SentPart(sent.number(), sent.size(), sent.sha256());
    }
  }

  record UploadedMedia(
      MediaId id,
      @Schema(allowableValues = {"uploaded", "processing", "ready", "rejected"}) String state) {

    static UploadedMedia of(MediaItem media) {
      return new UploadedMedia(media.id(), media.state().code());
    }
  }
}
