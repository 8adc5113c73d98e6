package dev.madang.user.file;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import dev.madang.user.file.FilePresigner.DeclaredFile;
import dev.madang.user.file.FilePresigner.DownloadLink;
import dev.madang.user.file.FilePresigner.UploadLink;
import dev.madang.user.quota.Quotas;
import dev.madang.user.quota.Reservation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Files")
@ApiProblem(status = 400, problem = "invalid-request")
@ApiProblem(status = 400, problem = "unknown-field")
class FileTransferController {

  private final Files files;
  private final FilePresigner links;
  private final Quotas quotas;
  private final FileProperties properties;
  private final Clock clock;

  FileTransferController(
      Files files, FilePresigner links, Quotas quotas, FileProperties properties, Clock clock) {
    this.files = files;
    this.links = links;
    this.quotas = quotas;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping("/v1/me/files/downloads")
  @Operation(
      summary = "Ask for a link to a file",
      description = "It is good for 15 minutes, for whoever has it. Fetch it with GET.")
  @ApiProblem(status = 404, problem = "file-not-found")
  ResponseEntity<DownloadLink> askForFileDownload(
      @AuthenticationPrincipal Jwt token, @RequestBody @Valid FileRequest request) {
    var key = request.path().in(owner(token));
    if (files.find(key).isEmpty()) {
      throw new FileNotFound(request.path());
    }
    return answer(HttpStatus.OK, links.download(key, request.path().name()));
  }

  @PostMapping("/v1/me/files/uploads")
  @Operation(
      summary = "Ask for an upload",
      description =
          "Then send the file itself to S3, as the answer says. Its space is reserved until it is"
              + " there. Asked for again, the same upload takes the space once. Photos go to"
              + " POST /v1/media, files of more than 5 GiB to S3 with storage credentials.")
  @ApiResponse(responseCode = "201", description = "Where to send the file")
  @ApiProblem(status = 403, problem = "reserved-folder")
  @ApiProblem(status = 409, problem = "quota-exceeded")
  @ApiProblem(status = 409, problem = "too-many-open-uploads")
  @ApiProblem(status = 413, problem = "upload-too-large")
  ResponseEntity<UploadLink> askForFileUpload(
      @AuthenticationPrincipal Jwt token, @RequestBody @Valid FileUploadRequest request) {
    var key = ReservedFolder.none(request.path()).in(owner(token));
    if (request.size() > FileTooLarge.MAX_SIZE.toBytes()) {
      throw new FileTooLarge();
    }
    var end = clock.instant().plus(properties.linkValidity()).plus(properties.reservationGrace());
    quotas.reserve(Reservation.of(key, request.size(), request.sha256(), end));
    return answer(HttpStatus.CREATED, links.upload(key, request.announced()));
  }

  private static <T> ResponseEntity<T> answer(HttpStatus status, T body) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
  }

  private static UserId owner(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  record FileRequest(@NotNull @Schema(example = "letters/2026/hello.txt") FilePath path) {}

  /**
   * @param size in bytes
   * @param sha256 of the bytes, in base64
   * @param ifNoneMatch whether S3 shall refuse the file when there is one already
   */
  record FileUploadRequest(
      @NotNull @Schema(example = "letters/2026/hello.txt") FilePath path,
      @NotNull @Min(0) @Schema(example = "1024") Long size,
      @NotNull @Size(max = 127) @Pattern(
              regexp = "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(; ?charset=[A-Za-z0-9-]+)?",
              message = "must be a media type")
          @Schema(example = "text/plain")
          String contentType,
      @NotNull @Pattern(regexp = "[A-Za-z0-9+/]{43}=", message = "must be a SHA-256 in base64") @Schema(example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256,
      @Nullable Boolean ifNoneMatch) {

    DeclaredFile announced() {
      return new DeclaredFile(size, contentType, sha256, Boolean.TRUE.equals(ifNoneMatch));
    }
  }
}
