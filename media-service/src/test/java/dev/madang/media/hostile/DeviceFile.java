package dev.madang.media.hostile;

import dev.madang.media.rendition.RejectionReason;
import java.awt.Color;
import java.util.List;

/**
 * A file as a device or an application writes it, and what becomes of it.
 *
 * @param name what is special in it
 * @param contentType the declared type
 */
record DeviceFile(String name, String contentType, byte[] bytes, Outcome outcome) {

  sealed interface Outcome {}

  /**
   * @param quarters the mean color of each quarter of the upright image, row by row
   */
  record Shown(int width, int height, List<Color> quarters) implements Outcome {

    Color mean() {
      return DeviceFile.mean(quarters);
    }
  }

  /** The same with libheif 1.18, and {@code unsupported-type} with an older one. */
  record ShownByNewLibheif(Shown shown) implements Outcome {}

  record Rejected(RejectionReason reason) implements Outcome {}

  /** The upright picture. */
  static DeviceFile picture(String name, String contentType, byte[] bytes) {
    return turned(name, contentType, bytes, 1);
  }

  static DeviceFile turned(String name, String contentType, byte[] bytes, int orientation) {
    return new DeviceFile(name, contentType, bytes, shown(orientation));
  }

  static DeviceFile of(String name, String contentType, byte[] bytes, Color... quarters) {
    return new DeviceFile(
        name, contentType, bytes, new Shown(Picture.WIDTH, Picture.HEIGHT, List.of(quarters)));
  }

  static DeviceFile rejected(
      String name, String contentType, byte[] bytes, RejectionReason reason) {
    return new DeviceFile(name, contentType, bytes, new Rejected(reason));
  }

  static Shown shown(int orientation) {
    boolean sideways = orientation > 4;
    return new Shown(
        sideways ? Picture.HEIGHT : Picture.WIDTH,
        sideways ? Picture.WIDTH : Picture.HEIGHT,
        Picture.shown(orientation));
  }

  static Color mean(List<Color> colors) {
    return new Color(
        (int) colors.stream().mapToInt(Color::getRed).average().orElseThrow(),
        (int) colors.stream().mapToInt(Color::getGreen).average().orElseThrow(),
        (int) colors.stream().mapToInt(Color::getBlue).average().orElseThrow());
  }

  @Override
  public String toString() {
    return contentType + ": " + name;
  }
}
