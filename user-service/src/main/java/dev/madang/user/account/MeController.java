package dev.madang.user.account;

import dev.madang.user.profile.Profile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Me")
class MeController {

  private final FirstSight firstSight;

  MeController(FirstSight firstSight) {
    this.firstSight = firstSight;
  }

  @GetMapping("/v1/me")
  @Operation(summary = "The profile of the signed-in user")
  ResponseEntity<Me> me(@AuthenticationPrincipal Jwt token) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Me.of(firstSight.profileOf(token.getTokenValue())));
  }

  record Me(String id, String email, String displayName, Instant createdAt) {

    static Me of(Profile profile) {
      return new Me(
          profile.id().value(), profile.email(), profile.displayName(), profile.openedAt());
    }
  }
}
