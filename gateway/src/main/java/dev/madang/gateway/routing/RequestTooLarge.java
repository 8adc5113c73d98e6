package dev.madang.gateway.routing;

class RequestTooLarge extends RuntimeException {

  RequestTooLarge() {
    super("The body is larger than any that we take.");
  }
}
