package dev.madang.user.quota;

import static dev.madang.defaults.problem.CommonProblem.invalid;
import static dev.madang.user.UserProblem.QUOTA_EXCEEDED;
import static dev.madang.user.UserProblem.TOO_MANY_OPEN_UPLOADS;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectUsageStore.QuotaSnapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reserves space for uploads that other services presign. */
@RestController
@RequestMapping("/internal/users/{userId}")
@Tag(name = "Internal", description = "Operations for other services of Madang")
class ReservationController {

  private static final Duration MAX_DURATION = Duration.ofHours(26);

  private final Quotas quotas;
  private final ObjectUsageStore objects;
  private final Clock clock;

  ReservationController(Quotas quotas, ObjectUsageStore objects, Clock clock) {
    this.quotas = quotas;
    this.objects = objects;
    this.clock = clock;
  }

  @PostMapping("/reservations")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Reserve space for an upload",
      description =
          "The reservation is released when the object is counted. Idempotent: the same upload"
              + " reserves its space once, until the latest expiry; at most 26 hours.")
  @ApiResponse(responseCode = "204", description = "Reserved")
  @ApiProblems({QUOTA_EXCEEDED, TOO_MANY_OPEN_UPLOADS})
  void reserveSpace(
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId userId,
      @RequestBody @Valid ReserveSpaceRequest request) {
    requireInRange(request.expiresAt());
    quotas.reserve(request.reservationOf(userId));
  }

  private void requireInRange(Instant expiresAt) {
    var now = clock.instant();
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(MAX_DURATION))) {
      throw invalid("expiresAt", "must be within the next " + MAX_DURATION.toHours() + " hours");
    }
  }

  @DeleteMapping("/reservations")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Release the reserved space of an upload",
      description = "For an upload that is abandoned. Idempotent.")
  @ApiResponse(responseCode = "204", description = "There is no such reservation")
  void releaseSpace(
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId userId,
      @Parameter(
              description = "The path of the object in the private space",
              example = "media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
              schema = @Schema(type = "string", minLength = 1, maxLength = ObjectPath.MAX_BYTES))
          @RequestParam
          ObjectPath path,
      @Parameter(description = "The size of the upload in bytes", example = "1048576")
          @RequestParam
          @Min(0) long size,
      @Parameter(
              description = "The SHA-256 of the upload, in Base64",
              example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          @RequestParam
          @Pattern(regexp = Reservation.SHA256_PATTERN, message = "must be a SHA-256 in Base64") String sha256) {
    quotas.release(Reservation.toRelease(path.in(userId), size, sha256));
  }

  @GetMapping("/quota")
  @Operation(
      summary = "Get the quota of a user and the counted size of one object",
      description =
          "Both as of the same moment. An upload is counted a few seconds after its completion.")
  @ApiResponse(responseCode = "200", description = "The quota and the object's size")
  ObjectQuota getObjectQuota(
      @Parameter(
              description = "The id of a user",
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55",
              schema = @Schema(type = "string", pattern = UserId.PATTERN, maxLength = 64))
          @PathVariable
          UserId userId,
      @Parameter(
              description = "The path of the object in the private space",
              example = "media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
              schema = @Schema(type = "string", minLength = 1, maxLength = ObjectPath.MAX_BYTES))
          @RequestParam
          ObjectPath path) {
    return ObjectQuota.of(objects.snapshot(path.in(userId)));
  }

  @Schema(description = "An upload that needs space")
  record ReserveSpaceRequest(
      @NotNull @Schema(
              description = "The path of the object in the private space",
              example = "media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
              minLength = 1,
              maxLength = ObjectPath.MAX_BYTES)
          ObjectPath path,
      @NotNull @Min(0) @Schema(description = "In bytes", example = "1048576") Long size,
      @NotNull @Pattern(regexp = Reservation.SHA256_PATTERN, message = "must be a SHA-256 in Base64") @Schema(
              description = "The SHA-256 of the upload, in Base64",
              example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
              maxLength = 44)
          String sha256,
      @NotNull @Schema(description = "When the upload can no longer complete; within 26 hours")
          Instant expiresAt) {

    Reservation reservationOf(UserId user) {
      return Reservation.of(path.in(user), size, sha256, expiresAt);
    }
  }

  @Schema(description = "The quota of a user and the counted size of one object, in bytes")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ObjectQuota(
      @Schema(example = "5368709120", minimum = "0", maximum = "1125899906842624") long limit,
      @Schema(
              description = "By all objects",
              example = "73400320",
              minimum = "0",
              maximum = "9007199254740991")
          long used,
      @Schema(
              description = "For uploads that are not complete",
              example = "1048576",
              minimum = "0",
              maximum = "9007199254740991")
          long reserved,
      @Schema(
              description = "The counted size of the object; absent if none is counted",
              example = "1048576",
              minimum = "0",
              maximum = "9007199254740991")
          @Nullable Long objectSize) {

    static ObjectQuota of(QuotaSnapshot snapshot) {
      var quota = snapshot.quota();
      var size = snapshot.objectSize();
      return new ObjectQuota(
          quota.limit(),
          quota.used(),
          quota.reserved(),
          size.isPresent() ? size.getAsLong() : null);
    }
  }
}
