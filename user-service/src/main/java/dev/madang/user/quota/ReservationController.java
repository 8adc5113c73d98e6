package dev.madang.user.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** For services that let users upload; the gateway has no route to it. */
@RestController
@Tag(name = "For services")
@ApiProblem(status = 400, problem = "invalid-request")
class ReservationController {

  private static final Duration LONGEST = Duration.ofHours(26);
  private static final String SHA256 = "[A-Za-z0-9+/]{43}=";

  private final Quotas quotas;
  private final ObjectUsageStore objects;
  private final Clock clock;

  ReservationController(Quotas quotas, ObjectUsageStore objects, Clock clock) {
    this.quotas = quotas;
    this.objects = objects;
    this.clock = clock;
  }

  @PutMapping("/internal/users/{id}/reservations")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Reserve space for an upload; needs the scope madang/quotas.write",
      description =
          "The object takes its place when it arrives. The same upload again takes the space once,"
              + " and keeps it until the new end: at most 26 hours ahead.")
  @ApiResponse(responseCode = "204", description = "The space is reserved")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 409, problem = "quota-exceeded")
  @ApiProblem(status = 409, problem = "too-many-open-uploads")
  void reserveSpace(@PathVariable UserId id, @RequestBody @Valid ReservationRequest request) {
    var now = clock.instant();
    if (!request.expiresAt().isAfter(now) || request.expiresAt().isAfter(now.plus(LONGEST))) {
      throw new EndOutOfRange();
    }
    quotas.reserve(
        Reservation.of(
            request.path().in(id), request.bytes(), request.sha256(), request.expiresAt()));
  }

  @DeleteMapping("/internal/users/{id}/reservations")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Give reserved space back; needs the scope madang/quotas.write",
      description = "For an upload that will not come. Twice is once.")
  @ApiResponse(responseCode = "204", description = "There is no such reservation now")
  void releaseSpace(
      @PathVariable UserId id,
      @Parameter(example = "media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D") @RequestParam ObjectPath path,
      @Parameter(example = "1048576") @RequestParam @Min(0) long bytes,
      @Parameter(example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          @RequestParam
          @Pattern(regexp = SHA256, message = "must be a SHA-256 in base64") String sha256) {
    quotas.release(Reservation.named(path.in(id), bytes, sha256));
  }

  @GetMapping("/internal/users/{id}/quota")
  @Operation(
      summary = "A user's quota, and what it counts at a path; needs the scope madang/quotas.write",
      description = "Both as of one moment. An upload is counted some moments after it has come.")
  ResponseEntity<StandingView> quotaAndObject(
      @PathVariable UserId id,
      @Parameter(example = "media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D") @RequestParam ObjectPath path) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(StandingView.of(objects.standing(path.in(id))));
  }

  /**
   * @param bytes of the upload
   * @param sha256 of the upload, in base64
   * @param expiresAt when the upload can no longer come
   */
  record ReservationRequest(
      @NotNull @Schema(example = "media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D") ObjectPath path,
      @NotNull @Min(0) @Schema(example = "1048576") Long bytes,
      @NotNull @Pattern(regexp = SHA256, message = "must be a SHA-256 in base64") @Schema(example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256,
      @NotNull Instant expiresAt) {}

  /** All in bytes. */
  @Schema(name = "QuotaSnapshot")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StandingView(
      @Schema(example = "5368709120") long limit,
      @Schema(description = "By what is there", example = "73400320") long used,
      @Schema(description = "For uploads that may still come", example = "1048576") long reserved,
      @Schema(
              description = "By the object at the path; absent when none is counted",
              example = "1048576")
          @Nullable Long counted) {

    static StandingView of(QuotaSnapshot standing) {
      var quota = standing.quota();
      return new StandingView(
          quota.limit(), quota.used(), quota.reserved(), orNull(standing.counted()));
    }

    private static @Nullable Long orNull(OptionalLong counted) {
      return counted.isPresent() ? counted.getAsLong() : null;
    }
  }

  static class EndOutOfRange extends RuntimeException {}

  @RestControllerAdvice
  @Order(0)
  static class ReservationProblems {

    @ExceptionHandler
    ProblemDetail on(EndOutOfRange refused) {
      return Problem.of(
          HttpStatus.BAD_REQUEST,
          "invalid-request",
          "expiresAt is between now and %d hours ahead.".formatted(LONGEST.toHours()));
    }
  }
}
