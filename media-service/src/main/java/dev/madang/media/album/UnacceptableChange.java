package dev.madang.media.album;

class UnacceptableChange extends RuntimeException {

  private final String field;

  UnacceptableChange(String field, String reason) {
    super(reason);
    this.field = field;
  }

  String field() {
    return field;
  }
}
