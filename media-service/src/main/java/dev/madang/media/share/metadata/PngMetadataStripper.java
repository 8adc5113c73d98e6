package dev.madang.media.share.metadata;

import static dev.madang.media.share.metadata.MetadataStripper.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/** Keeps the chunks of the image and of its animation. */
final class PngMetadataStripper {

  private static final int SIGNATURE = 8;
  private static final Set<String> IMAGE_CHUNKS =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "cICP", "mDCV",
          "cLLI", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT");

  private final ByteBuffer in;
  private final RewritePlan plan = new RewritePlan();

  PngMetadataStripper(ByteBuffer in) {
    this.in = in;
  }

  RewritePlan plan() {
    plan.keep(0, SIGNATURE);
    int at = SIGNATURE;
    MalformedImage.unless(text(in, at + 4, 4).equals("IHDR"), "no header");
    while (true) {
      int length = in.getInt(at);
      MalformedImage.unless(
          length >= 0 && length <= in.limit() - at - 12, "a chunk beyond the end");
      int data = at + 8;
      int end = data + length + 4;
      var type = text(in, at + 4, 4);
      if (IMAGE_CHUNKS.contains(type)) {
        plan.keep(at, end);
      } else if (type.equals("iCCP")) {
        profile(data, length);
      } else if (type.equals("eXIf")) {
        putOrientation(Orientation.in(in.slice(data, length)));
      } else {
        // A lower-case first letter marks an ancillary chunk.
        MalformedImage.unless(Character.isLowerCase(type.charAt(0)), "an unknown chunk");
      }
      if (type.equals("IEND")) {
        return plan;
      }
      at = end;
    }
  }

  /** The profile's name is replaced, because it may identify a screen. */
  private void profile(int data, int length) {
    int name = 0;
    while (name < 80 && in.get(data + name) != 0) {
      name++;
    }
    MalformedImage.unless(name < 80 && name < length, "a profile without a name");
    var newName = new byte[] {'i', 'c', 'c'};
    int rest = length - name;
    plan.put(ByteBuffer.allocate(4).putInt(newName.length + rest).array());
    plan.put("iCCP".getBytes(ISO_8859_1));
    plan.put(newName);
    plan.keep(data + name, data + length);
    plan.put(crc("iCCP", newName, in.slice(data + name, rest)));
  }

  private void putOrientation(int orientation) {
    if (!Orientation.isUpright(orientation)) {
      var tiff = Orientation.tiff(orientation);
      plan.put(ByteBuffer.allocate(4).putInt(tiff.length).array());
      plan.put("eXIf".getBytes(ISO_8859_1));
      plan.put(tiff);
      plan.put(crc("eXIf", tiff, ByteBuffer.allocate(0)));
    }
  }

  private static byte[] crc(String type, byte[] data, ByteBuffer more) {
    var crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(data);
    crc.update(more);
    return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
  }
}
