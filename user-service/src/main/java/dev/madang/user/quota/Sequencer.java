package dev.madang.user.quota;

import java.util.regex.Pattern;

/** Orders the events of one key, as S3 documents it; events of different keys have no order. */
record Sequencer(String value) implements Comparable<Sequencer> {

  private static final Pattern FORMAT = Pattern.compile("[0-9A-F]{1,64}");

  Sequencer {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a sequencer: " + value);
    }
  }

  /** The shorter value is padded with zeros on the right. */
  @Override
  public int compareTo(Sequencer other) {
    int length = Math.max(value.length(), other.value.length());
    return padded(length).compareTo(other.padded(length));
  }

  private String padded(int length) {
    return value + "0".repeat(length - value.length());
  }
}
