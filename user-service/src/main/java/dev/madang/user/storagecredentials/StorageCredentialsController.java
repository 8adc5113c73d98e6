package dev.madang.user.storagecredentials;

import static dev.madang.user.UserProblem.INVALID_ID_TOKEN;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

@ApiController
@Tag(
    name = "Storage credentials",
    description = "Temporary AWS credentials for the user's private space in S3")
class StorageCredentialsController {

  private final CognitoStorageCredentials credentials;
  private final StorageProperties storage;
  private final SecurityEvents events;

  StorageCredentialsController(
      CognitoStorageCredentials credentials, StorageProperties storage, SecurityEvents events) {
    this.credentials = credentials;
    this.storage = storage;
    this.events = events;
  }

  @PostMapping("/me/storage-credentials")
  @Operation(
      summary = "Create temporary AWS credentials for the private space",
      description =
          "For an AWS SDK. They allow to get, put, list, copy and delete objects below the prefix,"
              + " multipart uploads included; S3 answers everything else with 403. They expire after"
              + " at most one hour; request new ones a few minutes earlier. Send the ID token of the"
              + " same sign-in.")
  @ApiResponse(responseCode = "200", description = "The credentials, and where to use them")
  @ApiProblems(INVALID_ID_TOKEN)
  StorageCredentialsView createStorageCredentials(
      @CurrentUser UserId user,
      @RequestBody @Valid CreateStorageCredentialsRequest request,
      ClientInfo client) {
    var created = credentials.create(user, request.idToken());
    var view = StorageCredentialsView.of(created, user, storage);
    events.record(
        user,
        SecurityEventType.STORAGE_CREDENTIALS_ISSUED,
        client,
        Map.of("prefix", view.prefix(), "expiresAt", view.expiresAt().toString()));
    return view;
  }

  @Schema(description = "The ID token that authenticates the user to Cognito")
  record CreateStorageCredentialsRequest(
      @NotBlank @Size(max = 8192) @Schema(
              description = "An ID token of Cognito",
              example = "eyJraWQiOiJrIn0.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
              pattern = "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$")
          String idToken) {

    @Override
    public String toString() {
      return "CreateStorageCredentialsRequest[…]";
    }
  }

  @Schema(
      name = "StorageCredentials",
      description = "Temporary AWS credentials, and where to use them")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StorageCredentialsView(
      @Schema(example = "ASIAEXAMPLE", pattern = "^\\w+$", maxLength = 128) String accessKeyId,
      @Schema(example = "8xkVexample", format = "password", maxLength = 256) String secretAccessKey,
      @Schema(example = "IQoJb3JpZ2luX2VjEexample", format = "password", maxLength = 16_384)
          String sessionToken,
      @Schema(example = "2026-11-23T03:05:57Z") Instant expiresAt,
      @Schema(
              example = "madang-private-space-123456789012-eu-central-1",
              pattern = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
              maxLength = 63)
          String bucket,
      @Schema(
              description = "The prefix of every key",
              example = "private/0d4f7c52-7d0e-4a3c-9d3c-0a5f6f1f3b7e/",
              pattern = "^private/[0-9a-zA-Z-]{1,64}/$",
              maxLength = 80)
          String prefix,
      @Schema(example = "eu-central-1", pattern = "^[a-z0-9-]+$", maxLength = 64) String region,
      @Schema(description = "Whether the bucket has S3 Transfer Acceleration", example = "false")
          boolean accelerated,
      @Schema(
              description = "The endpoint of S3; absent for the one of AWS",
              example = "http://localhost:4566",
              format = "uri",
              maxLength = 2048)
          @Nullable String endpoint,
      @Schema(
              description = "Whether URLs have the bucket in the path, not in the host name",
              example = "true")
          boolean pathStyle) {

    static StorageCredentialsView of(
        StorageCredentials created, UserId user, StorageProperties storage) {
      return new StorageCredentialsView(
          created.accessKeyId(),
          created.secretAccessKey(),
          created.sessionToken(),
          created.expiresAt(),
          storage.privateSpaceBucket(),
          "private/" + user + "/",
          storage.region(),
          storage.accelerated(),
          storage.customEndpoint().orElse(null),
          storage.pathStyle());
    }

    @Override
    public String toString() {
      return "StorageCredentialsView[prefix=" + prefix + ", expiresAt=" + expiresAt + "]";
    }
  }
}
