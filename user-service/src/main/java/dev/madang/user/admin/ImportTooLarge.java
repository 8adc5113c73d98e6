package dev.madang.user.admin;

class ImportTooLarge extends RuntimeException {

  ImportTooLarge(String limit) {
    super(limit);
  }
}
