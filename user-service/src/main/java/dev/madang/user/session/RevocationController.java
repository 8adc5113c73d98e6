package dev.madang.user.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the gateway asks every two seconds. */
@RestController
@Tag(name = "For services")
class RevocationController {

  private final Revocations revocations;

  RevocationController(Revocations revocations) {
    this.revocations = revocations;
  }

  @GetMapping("/internal/revocations")
  @Operation(
      summary = "Which sessions are no longer good; needs the scope madang/revocations.read",
      description =
          "The same revocation may be told more than once. Without a cursor all are told that still"
              + " count.")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  ResponseEntity<RevocationPage> revocations(
      @Parameter(description = "The next of the answer before; the first time none") @RequestParam
          Optional<String> after,
      @RequestParam(defaultValue = "500") @Min(1) @Max(1000) int limit) {
    var page = revocations.after(after.map(RevocationController::position), limit);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(RevocationPage.of(page));
  }

  private static RevocationId position(String cursor) {
    try {
      return new RevocationId(cursor);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidPosition(malformed);
    }
  }

  /**
   * @param more whether to ask again at once
   */
  record RevocationPage(
      List<Revoked> items,
      @Schema(description = "For the next question; there always is one") String next,
      boolean more) {

    static RevocationPage of(Revocations.Page page) {
      return new RevocationPage(
          page.items().stream().map(Revoked::of).toList(), page.next().value(), page.more());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Revoked(
      @Schema(description = "The origin_jti of its tokens; absent when a user is revoked")
          @Nullable String session,
      @Schema(description = "The sub of its tokens; absent when one session is revoked")
          @Nullable String user,
      @Schema(description = "With a user: sign-ins before it are over") @Nullable Instant notBefore,
      @Schema(description = "When it may be forgotten") Instant until) {

    static Revoked of(Revocation revocation) {
      return switch (revocation) {
        case Revocation.OfSession(var session, var until) ->
            new Revoked(session, null, null, until);
        case Revocation.OfUser(var user, var notBefore, var until) ->
            new Revoked(null, user.value(), notBefore, until);
      };
    }
  }

  private static final class InvalidPosition extends RuntimeException {

    InvalidPosition(Throwable cause) {
      super("Not a cursor of ours", cause);
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class RevocationProblems {

    @ExceptionHandler
    ProblemDetail on(InvalidPosition refused) {
      return Problem.of(
          HttpStatus.BAD_REQUEST, "invalid-cursor", "Use the next of an answer, unchanged.");
    }
  }
}
