package dev.madang.journeys;

import dev.madang.journeys.User.RefreshRequest;
import dev.madang.journeys.User.Tokens;
import java.util.List;

/** One of a user's devices. It has the tokens of its own session only. */
record Device(Api api, String refreshToken) {

  static Device with(Tokens tokens) {
    return new Device(Api.withToken(tokens.accessToken()), tokens.refreshToken());
  }

  List<Session> sessions() {
    return api.get("/v1/me/sessions").expect(200).as(SessionPage.class).items();
  }

  String sessionId() {
    return sessions().stream().filter(Session::current).findFirst().orElseThrow().id();
  }

  void signOut(Device other) {
    var response = api.delete("/v1/me/sessions/" + other.sessionId());
    // If a response was lost, not found means that the session was revoked.
    if (response.attempts() == 1 || !response.isProblem("session-not-found")) {
      response.expect(204);
    }
  }

  void signOutEverywhere() {
    api.delete("/v1/me/sessions").expect(204);
  }

  boolean isSignedOut() {
    return api.get("/v1/me").isProblem("invalid-token");
  }

  Response refresh() {
    return Api.withoutToken().post("/v1/auth/refresh", new RefreshRequest(refreshToken));
  }

  /** The types of the user's security events, newest first. */
  List<String> securityEvents() {
    return api
        .get("/v1/me/security-events")
        .expect(200)
        .as(SecurityEventPage.class)
        .items()
        .stream()
        .map(SecurityEvent::type)
        .toList();
  }

  record Session(String id, boolean current, String address, String userAgent) {}

  private record SessionPage(List<Session> items) {}

  private record SecurityEventPage(List<SecurityEvent> items) {}

  private record SecurityEvent(String type) {}
}
