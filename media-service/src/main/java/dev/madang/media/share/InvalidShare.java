package dev.madang.media.share;

/** The wishes of an owner do not fit together. */
class InvalidShare extends RuntimeException {

  private final String field;
  private final String fault;

  InvalidShare(String field, String fault) {
    super(field + " " + fault);
    this.field = field;
    this.fault = fault;
  }

  String field() {
    return field;
  }

  String fault() {
    return fault;
  }
}
