package dev.madang.media.upload;

class NoSuchPart extends RuntimeException {

  private final int number;
  private final int count;

  NoSuchPart(int number, int count) {
    this.number = number;
    this.count = count;
  }

  int number() {
    return number;
  }

  int count() {
    return count;
  }
}
