package dev.madang.user.storagecredentials;

import static dev.madang.defaults.problem.Problem.of;
import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Private space")
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

  @PostMapping("/v1/me/storage-credentials")
  @Operation(
      summary = "Keys for the AWS SDK, which open the own prefix of S3 and nothing else",
      description =
          "Get, put, list, copy, delete and multipart uploads work below the prefix; everything"
              + " else is a 403 of S3. The keys end by themselves, in an hour at most; ask again"
              + " some minutes before that. Send the ID token of the same sign-in.")
  @ApiProblem(status = 400, problem = "id-token-refused")
  @ApiProblem(status = 403, problem = "not-allowed")
  @ApiProblem(status = 429, problem = "too-many-requests")
  @ApiProblem(status = 503, problem = "service-unavailable")
  ResponseEntity<StorageCredentialsResponse> issueStorageCredentials(
      @AuthenticationPrincipal Jwt token,
      @RequestBody @Valid IdTokenRequest identification,
      HttpServletRequest request) {
    var owner = new UserId(requireNonNull(token.getSubject()));
    var issued = credentials.issue(owner, identification.idToken());
    var access = StorageCredentialsResponse.of(issued, owner, storage);
    events.record(
        owner,
        SecurityEventType.STORAGE_CREDENTIALS_ISSUED,
        ClientInfo.of(request),
        Map.of("prefix", access.prefix(), "expiresAt", access.expiresAt().toString()));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(access);
  }

  record IdTokenRequest(
      @NotBlank @Size(max = 8192) @Schema(description = "The ID token of Cognito", example = "eyJraWQiOiJ…")
          String idToken) {

    @Override
    public String toString() {
      return "IdTokenRequest[]";
    }
  }

  record StorageCredentialsResponse(
      @Schema(example = "ASIAEXAMPLE") String accessKeyId,
      @Schema(example = "8xkV…") String secretAccessKey,
      @Schema(example = "IQoJb3JpZ2luX2VjE…") String sessionToken,
      @Schema(example = "2026-11-23T03:05:57Z") Instant expiresAt,
      @Schema(example = "madang-private-space-123456789012-eu-central-1") String bucket,
      @Schema(
              description = "What every key begins with",
              example = "private/0d4f7c52-7d0e-4a3c-9d3c-0a5f6f1f3b7e/")
          String prefix,
      @Schema(example = "eu-central-1") String region,
      @Schema(description = "Whether the bucket has Transfer Acceleration", example = "false")
          boolean accelerated,
      @Schema(
              description = "Where S3 is, when it is not AWS' own",
              example = "http://localhost:4566")
          @Nullable String endpoint,
      @Schema(
              description = "Whether the bucket stands in the path, not in the host name",
              example = "true")
          boolean pathStyle) {

    static StorageCredentialsResponse of(
        StorageCredentials issued, UserId owner, StorageProperties storage) {
      return new StorageCredentialsResponse(
          issued.accessKeyId(),
          issued.secretAccessKey(),
          issued.sessionToken(),
          issued.expiresAt(),
          storage.privateSpaceBucket(),
          "private/" + owner + "/",
          storage.region(),
          storage.accelerated(),
          storage.customEndpoint().orElse(null),
          storage.pathStyle());
    }

    @Override
    public String toString() {
      return "StorageCredentialsResponse[" + prefix + " until " + expiresAt + "]";
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class SpaceProblems {

    @ExceptionHandler
    ProblemDetail on(InvalidIdToken refused) {
      return of(
          HttpStatus.BAD_REQUEST,
          "id-token-refused",
          "It is not an ID token of this app, or it is no longer valid.");
    }

    @ExceptionHandler
    ProblemDetail on(IdTokenSubjectMismatch another) {
      return Problem.notAllowed();
    }

    @ExceptionHandler
    ProblemDetail on(CredentialsThrottled refused) {
      return of(
          HttpStatus.TOO_MANY_REQUESTS,
          "too-many-requests",
          "Too many credentials are asked for; try again later.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CredentialsUnavailable away) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "5")
          .body(
              of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "service-unavailable",
                  "No credentials can be had just now; try again."));
    }
  }
}
