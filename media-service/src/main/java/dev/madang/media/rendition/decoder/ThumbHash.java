package dev.madang.media.rendition.decoder;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The placeholder of an image in some 25 bytes, as <a
 * href="https://evanw.github.io/thumbhash/">ThumbHash</a> defines it: the lowest frequencies of
 * lightness, of two color differences and, if it has it, of alpha.
 */
final class ThumbHash {

  private static final int LONGEST_EDGE = 100;

  private final int width;
  private final int height;
  private final byte[] rgba;

  private ThumbHash(int width, int height, byte[] rgba) {
    this.width = width;
    this.height = height;
    this.rgba = rgba;
  }

  /**
   * @param width at most 100
   * @param height at most 100
   * @param rgba not premultiplied, row by row
   */
  static byte[] of(int width, int height, byte[] rgba) {
    if (width > LONGEST_EDGE || height > LONGEST_EDGE || rgba.length != 4 * width * height) {
      throw new IllegalArgumentException(width + " x " + height + ", " + rgba.length + " bytes");
    }
    return new ThumbHash(width, height, rgba).hash();
  }

  private byte[] hash() {
    int pixels = width * height;
    double red = 0;
    double green = 0;
    double blue = 0;
    double opaque = 0;
    for (int at = 0; at < rgba.length; at += 4) {
      double alpha = value(at + 3);
      red += alpha * value(at);
      green += alpha * value(at + 1);
      blue += alpha * value(at + 2);
      opaque += alpha;
    }
    if (opaque > 0) {
      red /= opaque;
      green /= opaque;
      blue /= opaque;
    }

    // Transparent pixels get the average color.
    var lightness = new double[pixels];
    var yellowBlue = new double[pixels];
    var redGreen = new double[pixels];
    var alphas = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      double alpha = value(4 * i + 3);
      double r = red * (1 - alpha) + alpha * value(4 * i);
      double g = green * (1 - alpha) + alpha * value(4 * i + 1);
      double b = blue * (1 - alpha) + alpha * value(4 * i + 2);
      lightness[i] = (r + g + b) / 3;
      yellowBlue[i] = (r + g) / 2 - b;
      redGreen[i] = r - g;
      alphas[i] = alpha;
    }

    boolean hasAlpha = opaque < pixels;
    int most = hasAlpha ? 5 : 7;
    int longest = Math.max(width, height);
    int across = Math.max(1, rounded((double) most * width / longest));
    int down = Math.max(1, rounded((double) most * height / longest));
    var l = channel(lightness, Math.max(3, across), Math.max(3, down));
    var p = channel(yellowBlue, 3, 3);
    var q = channel(redGreen, 3, 3);

    boolean landscape = width > height;
    var bits = new Bits();
    bits.put(6, rounded(63 * l.average));
    bits.put(6, rounded(31.5 + 31.5 * p.average));
    bits.put(6, rounded(31.5 + 31.5 * q.average));
    bits.put(5, rounded(31 * l.scale));
    bits.put(1, hasAlpha ? 1 : 0);
    bits.put(3, landscape ? down : across);
    bits.put(6, rounded(63 * p.scale));
    bits.put(6, rounded(63 * q.scale));
    bits.put(1, landscape ? 1 : 0);
    if (hasAlpha) {
      var a = channel(alphas, 5, 5);
      bits.put(4, rounded(15 * a.average));
      bits.put(4, rounded(15 * a.scale));
      bits.putAll(l, p, q, a);
    } else {
      bits.putAll(l, p, q);
    }
    return bits.bytes();
  }

  private double value(int at) {
    return (rgba[at] & 0xff) / 255.0;
  }

  /**
   * @param varying the frequencies from 0 to 1, where 0.5 is zero
   * @param scale the value of 1
   */
  private record Channel(double average, double[] varying, double scale) {}

  /** A discrete cosine transform, reduced to the triangle of the lowest frequencies. */
  private Channel channel(double[] values, int across, int down) {
    double average = 0;
    double scale = 0;
    var varying = new double[across * down];
    int count = 0;
    for (int cy = 0; cy < down; cy++) {
      var fy = cosines(height, cy);
      for (int cx = 0; cx * down < across * (down - cy); cx++) {
        double f = frequency(values, cosines(width, cx), fy);
        if (cx == 0 && cy == 0) {
          average = f;
        } else {
          varying[count++] = f;
          scale = Math.max(scale, Math.abs(f));
        }
      }
    }
    var scaled = Arrays.copyOf(varying, count);
    if (scale > 0) {
      for (int i = 0; i < count; i++) {
        scaled[i] = 0.5 + 0.5 / scale * scaled[i];
      }
    }
    return new Channel(average, scaled, scale);
  }

  private double frequency(double[] values, double[] fx, double[] fy) {
    double sum = 0;
    for (int y = 0, at = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += values[at++] * fx[x];
      }
      sum += row * fy[y];
    }
    return sum / (width * height);
  }

  private static double[] cosines(int length, int times) {
    var cosines = new double[length];
    for (int i = 0; i < length; i++) {
      cosines[i] = Math.cos(Math.PI / length * times * (i + 0.5));
    }
    return cosines;
  }

  private static int rounded(double value) {
    return (int) Math.floor(value + 0.5);
  }

  /** Fills bytes from the lowest bit. */
  private static final class Bits {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    void put(int width, int value) {
      pending |= value << count;
      count += width;
      while (count >= 8) {
        bytes.write(pending);
        pending >>>= 8;
        count -= 8;
      }
    }

    void putAll(Channel... channels) {
      for (var channel : channels) {
        for (double each : channel.varying) {
          put(4, rounded(15 * each));
        }
      }
    }

    byte[] bytes() {
      if (count > 0) {
        put(8 - count, 0);
      }
      return bytes.toByteArray();
    }
  }
}
