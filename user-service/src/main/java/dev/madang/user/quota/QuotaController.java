package dev.madang.user.quota;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;

@ApiController
@Tag(name = "Quota", description = "The size of the user's private space")
class QuotaController {

  private final Quotas quotas;

  QuotaController(Quotas quotas) {
    this.quotas = quotas;
  }

  @GetMapping("/me/quota")
  @Operation(
      summary = "Get the quota of the user",
      description = "Uploads and deletions are counted a few seconds later.")
  @ApiResponse(responseCode = "200", description = "The quota")
  QuotaView getQuota(@CurrentUser UserId user) {
    return QuotaView.of(quotas.of(user));
  }
}
