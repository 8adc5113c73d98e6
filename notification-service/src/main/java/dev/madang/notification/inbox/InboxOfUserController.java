package dev.madang.notification.inbox;

import dev.madang.notification.inbox.InboxController.Page;
import dev.madang.notification.recipient.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What other services may ask; the gateway has no route to it. */
@RestController
@Tag(name = "For services")
class InboxOfUserController {

  private final Inbox inbox;

  InboxOfUserController(Inbox inbox) {
    this.inbox = inbox;
  }

  @GetMapping("/internal/users/{user}/notifications")
  @Operation(summary = "What a user was told; needs the scope madang/notifications.read")
  ResponseEntity<Page> notificationsOfUser(
      @PathVariable UserId user,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    var entries = inbox.newest(user, cursor.map(Cursor::parse).map(Cursor::last), limit + 1);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Page.of(entries, limit));
  }
}
