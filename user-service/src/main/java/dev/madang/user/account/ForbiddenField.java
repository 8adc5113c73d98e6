package dev.madang.user.account;

class ForbiddenField extends RuntimeException {

  ForbiddenField(String field) {
    super(field);
  }
}
