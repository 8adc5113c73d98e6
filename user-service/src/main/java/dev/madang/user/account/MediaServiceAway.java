package dev.madang.user.account;

class MediaServiceAway extends RuntimeException {

  MediaServiceAway(Throwable cause) {
    super("media-service cannot tell", cause);
  }
}
