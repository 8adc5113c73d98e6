package dev.madang.user.quota;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.Problem;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Files")
class QuotaController {

  private final Quotas quotas;

  QuotaController(Quotas quotas) {
    this.quotas = quotas;
  }

  @GetMapping("/v1/me/quota")
  @Operation(
      summary = "How much the private space of the signed-in user may hold",
      description = "Uploads and deletions are counted some moments later.")
  ResponseEntity<QuotaView> quota(@AuthenticationPrincipal Jwt token) {
    var user = new UserId(requireNonNull(token.getSubject()));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(QuotaView.of(quotas.of(user)));
  }

  /** All in bytes. */
  @Schema(name = "Quota")
  record QuotaView(
      @Schema(example = "5368709120") long limit,
      @Schema(description = "By what is there, media among it", example = "73400320") long used,
      @Schema(description = "For uploads that may still come", example = "1048576") long reserved,
      @Schema(description = "For another upload", example = "5294260224") long available) {

    static QuotaView of(Quota quota) {
      return new QuotaView(quota.limit(), quota.used(), quota.reserved(), quota.available());
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class QuotaProblems {

    @ExceptionHandler
    ProblemDetail on(QuotaExceeded refused) {
      var problem =
          Problem.of(
              HttpStatus.CONFLICT, "quota-exceeded", "The private space has not so much left.");
      problem.setProperty("limit", refused.quota().limit());
      problem.setProperty("used", refused.quota().used());
      problem.setProperty("reserved", refused.quota().reserved());
      return problem;
    }

    @ExceptionHandler
    ProblemDetail on(UserNotFound missing) {
      return Problem.of(HttpStatus.NOT_FOUND, "user-not-found", "There is no such user.");
    }

    @ExceptionHandler
    ProblemDetail on(TooManyOpenUploads refused) {
      return Problem.of(
          HttpStatus.CONFLICT,
          "too-many-open-uploads",
          "%d uploads were asked for and have not come. Send some, or wait until their tickets end."
              .formatted(refused.most()));
    }
  }
}
