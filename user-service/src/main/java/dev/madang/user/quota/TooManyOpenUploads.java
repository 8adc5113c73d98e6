package dev.madang.user.quota;

/** So many uploads were asked for and have neither come nor ended. */
public class TooManyOpenUploads extends RuntimeException {

  private final int most;

  TooManyOpenUploads(int most) {
    this.most = most;
  }

  int most() {
    return most;
  }
}
