package dev.madang.media.hostile;

/** Builds a matrix profile of Display P3, the colors of iPhones and newer Android phones. */
final class IccProfile {

  private static final String[] TAGS = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC"};

  private IccProfile() {}

  /**
   * @param copyright any text, to make the profile as long as wanted
   */
  static byte[] displayP3(String copyright) {
    byte[][] values = {
      text("Display P3"),
      text(copyright),
      xyz(0.96420, 1.0, 0.82491),
      xyz(0.51512, 0.24120, -0.00105),
      xyz(0.29198, 0.69225, 0.04189),
      xyz(0.15710, 0.06657, 0.78407),
      curveOfSrgb()
    };
    int tags = TAGS.length + 2;
    int start = 128 + 4 + 12 * tags;
    var table = new Bytes().u32(tags);
    var data = new Bytes();
    for (int i = 0; i < values.length; i++) {
      int at = start + data.toArray().length;
      table.put(TAGS[i]).u32(at).u32(values[i].length);
      if (TAGS[i].equals("rTRC")) {
        table.put("gTRC").u32(at).u32(values[i].length);
        table.put("bTRC").u32(at).u32(values[i].length);
      }
      data.put(values[i]).put(new byte[(4 - values[i].length % 4) % 4]);
    }
    var body = Bytes.joined(table.toArray(), data.toArray());
    return new Bytes()
        .u32(128 + body.length)
        .put("appl")
        .u32(0x04000000)
        .put("mntrRGB XYZ ")
        .put(new byte[12])
        .put("acspAPPL")
        .put(new byte[24])
        .put(fixed(0.96420))
        .put(fixed(1.0))
        .put(fixed(0.82491))
        .put(new byte[48])
        .put(body)
        .toArray();
  }

  private static byte[] text(String text) {
    var value = new Bytes().put("mluc").u32(0).u32(1).u32(12).put("enUS");
    value.u32(2L * text.length()).u32(28);
    text.chars().forEach(value::u16);
    return value.toArray();
  }

  private static byte[] xyz(double x, double y, double z) {
    return new Bytes().put("XYZ ").u32(0).put(fixed(x)).put(fixed(y)).put(fixed(z)).toArray();
  }

  private static byte[] curveOfSrgb() {
    var curve = new Bytes().put("para").u32(0).u16(3).u16(0);
    for (double each : new double[] {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) {
      curve.put(fixed(each));
    }
    return curve.toArray();
  }

  private static byte[] fixed(double value) {
    return new Bytes().u32(Math.round(value * 65_536)).toArray();
  }
}
