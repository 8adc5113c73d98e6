package dev.madang.gateway.route;

class BodyTooLarge extends RuntimeException {

  BodyTooLarge() {
    super("The body is larger than any that we take.");
  }
}
