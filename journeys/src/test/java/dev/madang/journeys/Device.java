package dev.madang.journeys;

import dev.madang.journeys.Person.Refresh;
import dev.madang.journeys.Person.Tokens;
import java.util.List;

/** An app on which somebody is signed in: it has the tokens of one sign-in and nothing else. */
record Device(Api api, String refreshToken) {

  static Device with(Tokens tokens) {
    return new Device(Api.with(tokens.accessToken()), tokens.refreshToken());
  }

  List<Session> sessions() {
    return api.get("/v1/me/sessions").expect(200).as(Sessions.class).items();
  }

  String id() {
    return sessions().stream().filter(Session::current).findFirst().orElseThrow().id();
  }

  void signOut(Device other) {
    var answer = api.delete("/v1/me/sessions/" + other.id());
    // After a lost answer "it is not there" is what we wanted.
    if (answer.attempts() == 1 || !answer.isProblem("session-not-found")) {
      answer.expect(204);
    }
  }

  void signOutEverywhere() {
    api.delete("/v1/me/sessions").expect(204);
  }

  boolean isRefused() {
    return api.get("/v1/me").isProblem("invalid-token");
  }

  Answer refresh() {
    return Api.withoutToken().post("/v1/auth/refresh", new Refresh(refreshToken));
  }

  List<String> securityEvents() {
    return api.get("/v1/me/security-events").expect(200).as(SecurityEvents.class).items().stream()
        .map(SecurityEvent::kind)
        .toList();
  }

  record Session(String id, boolean current, String address, String userAgent) {}

  private record Sessions(List<Session> items) {}

  private record SecurityEvents(List<SecurityEvent> items) {}

  private record SecurityEvent(String kind) {}
}
