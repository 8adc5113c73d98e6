package dev.madang.user.profile;

import static dev.madang.defaults.problem.Problem.of;

import dev.madang.defaults.openapi.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the other services may ask; the gateway has no route to it. */
@RestController
@Tag(name = "For services")
class ProfileController {

  private final Profiles profiles;

  ProfileController(Profiles profiles) {
    this.profiles = profiles;
  }

  @GetMapping("/internal/users/{id}")
  @Operation(summary = "How to address a user; needs the scope madang/users.read")
  @ApiProblem(status = 404, problem = "user-not-found")
  ResponseEntity<Recipient> user(@PathVariable UserId id) {
    var profile = profiles.find(id).orElseThrow(() -> new ProfileNotFound(id));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Recipient(id.value(), profile.email(), profile.displayName()));
  }

  record Recipient(String id, String email, String displayName) {}

  @RestControllerAdvice
  @Order(0)
  static class ProfileProblems {

    @ExceptionHandler
    ProblemDetail on(ProfileNotFound missing) {
      return of(HttpStatus.NOT_FOUND, "user-not-found", "There is no such user.");
    }
  }
}
