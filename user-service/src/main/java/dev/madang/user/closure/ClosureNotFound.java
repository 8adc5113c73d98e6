package dev.madang.user.closure;

class ClosureNotFound extends RuntimeException {

  ClosureNotFound() {
    super("No such closing");
  }
}
