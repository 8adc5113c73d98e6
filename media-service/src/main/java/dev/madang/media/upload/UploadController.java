package dev.madang.media.upload;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.Problem;
import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.IdempotencyKey;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.upload.UploadTickets.UploadTicket;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Media")
class UploadController {

  private final MediaCatalog catalog;
  private final UploadTickets tickets;
  private final UploadProperties limits;

  UploadController(MediaCatalog catalog, UploadTickets tickets, UploadProperties limits) {
    this.catalog = catalog;
    this.tickets = tickets;
    this.limits = limits;
  }

  @PostMapping("/v1/media")
  @Operation(
      summary = "Ask for an upload",
      description =
          "Then send the file itself to S3, as the answer says. The media is ready or"
              + " rejected soon after.")
  @ApiResponse(responseCode = "201", description = "Where to send the file")
  ResponseEntity<Upload> askForUpload(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The same key asks for the same upload again, not for another one")
          @RequestHeader("Idempotency-Key")
          Optional<IdempotencyKey> idempotencyKey,
      @RequestBody @Valid UploadRequest request) {
    if (request.size() > limits.maxSize().toBytes()) {
      throw new UploadTooLarge(limits.maxSize());
    }
    var owner = new OwnerId(requireNonNull(token.getSubject()));
    var asked = Media.pending(owner, MediaId.next(), request.announced());
    var media = catalog.add(asked, idempotencyKey);
    if (!media.announced().equals(asked.announced())) {
      throw new IdempotencyKeyReused();
    }
    var ticket = tickets.issue(new OriginalKey(owner, media.path()), media.announced());
    return ResponseEntity.created(URI.create("/v1/media/" + media.id()))
        .cacheControl(CacheControl.noStore())
        .body(new Upload(media.id(), ticket));
  }

  /**
   * @param size in bytes
   * @param sha256 of the bytes, in base64
   */
  record UploadRequest(
      @NotBlank @Size(max = 255) String fileName,
      @NotNull @Pattern(
              regexp = "image/(jpeg|png|webp|gif)",
              message = "must be image/jpeg, image/png, image/webp or image/gif")
          String contentType,
      @NotNull @Min(1) Long size,
      @NotNull @Pattern(regexp = "[A-Za-z0-9+/]{43}=", message = "must be a SHA-256 in base64") @Schema(example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256) {

    Announced announced() {
      return new Announced(fileName, contentType, size, sha256);
    }
  }

  record Upload(MediaId id, UploadTicket upload) {}

  @RestControllerAdvice
  @Order(0)
  static class UploadProblems {

    @ExceptionHandler
    ProblemDetail on(UploadTooLarge refused) {
      return Problem.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "upload-too-large",
          "A file may have %d bytes.".formatted(refused.limit().toBytes()));
    }

    @ExceptionHandler
    ProblemDetail on(IdempotencyKeyReused refused) {
      return Problem.of(
          HttpStatus.CONFLICT,
          "idempotency-key-reused",
          "The key was used before, for another file.");
    }
  }
}
