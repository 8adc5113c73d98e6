package dev.madang.user.account;

class UnknownField extends RuntimeException {

  UnknownField(String field) {
    super(field);
  }
}
