package dev.madang.user.file;

import static dev.madang.user.UserProblem.FILE_NOT_FOUND;
import static dev.madang.user.UserProblem.QUOTA_EXCEEDED;
import static dev.madang.user.UserProblem.RESERVED_FOLDER;
import static dev.madang.user.UserProblem.TOO_MANY_OPEN_UPLOADS;
import static dev.madang.user.UserProblem.UPLOAD_TOO_LARGE;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.DownloadLink;
import dev.madang.user.UserId;
import dev.madang.user.file.FilePresigner.DeclaredFile;
import dev.madang.user.file.FilePresigner.FileUploadLink;
import dev.madang.user.quota.ObjectKey;
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
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/me/files")
@Tag(name = "Files", description = FileController.TAG)
class FileTransferController {

  private final Files files;
  private final FilePresigner presigner;
  private final Quotas quotas;
  private final FileProperties properties;
  private final Clock clock;

  FileTransferController(
      Files files, FilePresigner presigner, Quotas quotas, FileProperties properties, Clock clock) {
    this.files = files;
    this.presigner = presigner;
    this.quotas = quotas;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping("/download-links")
  @Operation(
      summary = "Create a download link of a file",
      description = "Anyone with the link can download the file for 15 minutes.")
  @ApiResponse(responseCode = "200", description = "The link")
  @ApiProblems(FILE_NOT_FOUND)
  DownloadLink createFileDownloadLink(
      @CurrentUser UserId user, @RequestBody @Valid CreateFileDownloadLinkRequest request) {
    var file = files.find(request.path().in(user)).orElseThrow(FILE_NOT_FOUND::exception);
    return presigner.download(file.key(), request.path().name());
  }

  @PostMapping("/upload-links")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Create an upload link for a file",
      description =
          "Send the file to S3 as the response says. Its space is reserved until the upload is"
              + " complete or the link expires; the same request again reserves it once. Send photos"
              + " to POST /v1/media, and files of more than 5 GiB to S3 with storage credentials.")
  @ApiResponse(responseCode = "201", description = "The request to send to S3")
  @ApiProblems({RESERVED_FOLDER, QUOTA_EXCEEDED, TOO_MANY_OPEN_UPLOADS, UPLOAD_TOO_LARGE})
  FileUploadLink createFileUploadLink(
      @CurrentUser UserId user, @RequestBody @Valid CreateFileUploadLinkRequest request) {
    var key = request.path().requireWritable().in(user);
    quotas.reserve(reservation(key, request.declaredFile()));
    return presigner.upload(key, request.declaredFile());
  }

  private Reservation reservation(ObjectKey key, DeclaredFile file) {
    var expiresAt =
        clock.instant().plus(properties.linkValidity()).plus(properties.reservationGrace());
    return Reservation.of(key, file.size(), file.sha256(), expiresAt);
  }

  @Schema(description = "A file to download")
  record CreateFileDownloadLinkRequest(
      @NotNull @Schema(
              example = "letters/2026/hello.txt",
              pattern = FilePath.PATTERN,
              minLength = 1,
              maxLength = FilePath.MAX_BYTES)
          FilePath path) {}

  /**
   * @param size in bytes
   * @param sha256 of the content, in Base64
   * @param overwrite true if absent
   */
  @Schema(description = "A file to upload")
  record CreateFileUploadLinkRequest(
      @NotNull @Schema(
              example = "letters/2026/hello.txt",
              pattern = FilePath.PATTERN,
              minLength = 1,
              maxLength = FilePath.MAX_BYTES)
          FilePath path,
      @NotNull @Min(0) @Schema(description = "In bytes", example = "0", maximum = "5368709120")
          Long size,
      @NotNull @Size(max = 127) @Pattern(
              regexp = "^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(; ?charset=[A-Za-z0-9-]+)?$",
              message = "must be a media type")
          @Schema(example = "text/plain")
          String contentType,
      @NotNull @Pattern(regexp = Reservation.SHA256_PATTERN, message = "must be a SHA-256 in Base64") @Schema(
              description = "The SHA-256 of the content, in Base64",
              example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
              maxLength = 44)
          String sha256,
      @Schema(
              description = "Whether the upload may replace a file; if false, S3 answers 412",
              defaultValue = "true")
          @Nullable Boolean overwrite) {

    DeclaredFile declaredFile() {
      return new DeclaredFile(size, contentType, sha256, !Boolean.FALSE.equals(overwrite));
    }
  }
}
