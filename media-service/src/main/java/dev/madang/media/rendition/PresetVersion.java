package dev.madang.media.rendition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash of the settings that renditions are made with. Other settings have other keys, so caches
 * never have renditions of old settings.
 */
public record PresetVersion(String value) {

  private static final int LENGTH = 12;

  public PresetVersion {
    if (!value.matches("[0-9a-f]{" + LENGTH + "}")) {
      throw new IllegalArgumentException("not a preset version: " + value);
    }
  }

  /** The same text has the same version on every machine. */
  public static PresetVersion of(String settings) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
      return new PresetVersion(HexFormat.of().formatHex(digest).substring(0, LENGTH));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
