package dev.madang.media.album;

class UnknownField extends RuntimeException {

  UnknownField(String field) {
    super(field);
  }
}
