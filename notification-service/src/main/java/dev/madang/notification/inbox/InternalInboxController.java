package dev.madang.notification.inbox;

import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.notification.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications", description = "The inbox of any user")
class InternalInboxController {

  private final Inbox inbox;

  InternalInboxController(Inbox inbox) {
    this.inbox = inbox;
  }

  @GetMapping("/internal/users/{userId}/notifications")
  @Operation(
      summary = "List the notifications of a user",
      description =
          "Returns the newest notifications first. A user without notifications has an empty list.")
  Page<Notification> listUserNotifications(
      @PathVariable UserId userId,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    return inbox.page(userId, cursor, limit);
  }
}
