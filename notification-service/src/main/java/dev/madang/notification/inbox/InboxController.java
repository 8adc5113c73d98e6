package dev.madang.notification.inbox;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.problem.Problem;
import dev.madang.notification.recipient.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Notifications")
class InboxController {

  private final Inbox inbox;

  InboxController(Inbox inbox) {
    this.inbox = inbox;
  }

  @GetMapping("/v1/notifications")
  @Operation(summary = "What the signed-in user was told, newest first")
  ResponseEntity<Page> notifications(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var user = new UserId(requireNonNull(token.getSubject()));
    var entries = inbox.newest(user, cursor.map(Cursor::parse).map(Cursor::last), limit + 1);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Page.of(entries, limit));
  }

  /**
   * @param next the cursor of the next page; absent on the last one
   */
  record Page(
      List<Notification> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

    /**
     * @param entries one more than the limit when there are more
     */
    static Page of(List<Entry> entries, int limit) {
      var items = entries.stream().limit(limit).toList();
      var next = entries.size() > limit ? new Cursor(items.getLast().id()).toString() : null;
      return new Page(items.stream().map(Notification::of).toList(), next);
    }
  }

  record Notification(
      EntryId id,
      String type,
      String subject,
      String text,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
      Instant createdAt) {

    static Notification of(Entry entry) {
      return new Notification(
          entry.id(),
          entry.type(),
          entry.subject(),
          entry.text(),
          entry.reason(),
          entry.createdAt());
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class InboxProblems {

    @ExceptionHandler
    ProblemDetail on(InvalidCursor refused) {
      return Problem.of(
          HttpStatus.BAD_REQUEST, "invalid-cursor", "Use the next of an answer, unchanged.");
    }
  }
}
