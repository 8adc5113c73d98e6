package dev.madang.media.rendition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the settings that renditions are made with: others have another version, so that pictures
 * made anew never lie where old ones are still cached.
 */
public record PresetVersion(String value) {

  private static final int LENGTH = 12;

  public PresetVersion {
    if (!value.matches("[0-9a-f]{" + LENGTH + "}")) {
      throw new IllegalArgumentException("not a version of presets: " + value);
    }
  }

  /** The same settings, written in the same way, have the same version on every machine. */
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
