package dev.madang.media.album;

class ForbiddenField extends RuntimeException {

  ForbiddenField(String field) {
    super(field);
  }
}
