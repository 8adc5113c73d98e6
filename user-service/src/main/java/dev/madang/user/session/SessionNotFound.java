package dev.madang.user.session;

class SessionNotFound extends RuntimeException {

  SessionNotFound(String id) {
    super("No session " + id);
  }
}
