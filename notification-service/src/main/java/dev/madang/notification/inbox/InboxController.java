package dev.madang.notification.inbox;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.notification.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@ApiController
@Tag(name = "Notifications", description = "The inbox of the signed-in user")
class InboxController {

  private final Inbox inbox;

  InboxController(Inbox inbox) {
    this.inbox = inbox;
  }

  @GetMapping("/notifications")
  @Operation(
      summary = "List the notifications of the signed-in user",
      description =
          "Returns the newest notifications first. Notifications about media items in the trash are"
              + " left out. A notification is kept for 90 days.")
  Page<Notification> listNotifications(
      @CurrentUser UserId user,
      @RequestParam Optional<Cursor> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    return inbox.page(user, cursor, limit);
  }
}
