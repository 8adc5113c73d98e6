package dev.madang.media.share.metadata;

import static dev.madang.media.share.metadata.MetadataStripper.text;

import java.nio.ByteBuffer;

/** Keeps tables, frame, scans, color profile and color transform; drops data behind the image. */
final class JpegMetadataStripper {

  private static final int MARK = 0xff;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final String EXIF = "Exif\0\0";
  private static final String PROFILE = "ICC_PROFILE\0";

  private final ByteBuffer in;
  private final RewritePlan plan = new RewritePlan();
  private boolean hasOrientation;

  JpegMetadataStripper(ByteBuffer in) {
    this.in = in;
  }

  RewritePlan plan() {
    plan.keep(0, 2);
    int at = 2;
    boolean scanned = false;
    while (true) {
      MalformedImage.unless(u8(at) == MARK, "a missing marker");
      while (u8(at) == MARK) {
        at++;
      }
      int marker = u8(at++);
      if (marker == EOI) {
        MalformedImage.unless(scanned, "no image");
        plan.put((byte) MARK, (byte) EOI);
        return plan;
      }
      int end = at + u16(at);
      MalformedImage.unless(end >= at + 2 && end <= in.limit(), "a segment beyond the end");
      segment(marker, at, end);
      if (marker == SOS) {
        scanned = true;
        int next = endOfScan(end);
        plan.keep(end, next);
        end = next;
      }
      at = end;
    }
  }

  private void segment(int marker, int at, int end) {
    switch (marker) {
      case APP0 -> {
        if (startsWith(at, end, "JFIF\0") && end - at >= 16) {
          plan.put((byte) MARK, (byte) APP0, (byte) 0, (byte) 16);
          plan.keep(at + 2, at + 14);
          plan.put((byte) 0, (byte) 0); // no thumbnail
        }
      }
      case APP1 -> {
        if (!hasOrientation && startsWith(at, end, EXIF)) {
          int from = at + 2 + EXIF.length();
          putOrientation(Orientation.in(in.slice(from, end - from)));
        }
      }
      case APP2 -> {
        if (startsWith(at, end, PROFILE)) {
          keep(at, end);
        }
      }
      case APP14 -> {
        if (startsWith(at, end, "Adobe") && end - at >= 14) {
          plan.put((byte) MARK, (byte) APP14, (byte) 0, (byte) 14);
          plan.keep(at + 2, at + 14);
        }
      }
      default -> {
        if (isImageData(marker)) {
          keep(at, end);
        } else {
          boolean isMetadata = marker == COMMENT || (marker > APP0 && marker <= APP15);
          MalformedImage.unless(isMetadata, "an unknown segment");
        }
      }
    }
  }

  private void putOrientation(int orientation) {
    if (!Orientation.isUpright(orientation)) {
      hasOrientation = true;
      var tiff = Orientation.tiff(orientation);
      plan.put((byte) MARK, (byte) APP1, (byte) 0, (byte) (2 + EXIF.length() + tiff.length));
      plan.put((byte) 'E', (byte) 'x', (byte) 'i', (byte) 'f', (byte) 0, (byte) 0);
      plan.put(tiff);
    }
  }

  /** Without the fill bytes before the marker. */
  private void keep(int at, int end) {
    plan.keep(at - 2, end);
  }

  /** Frames, Huffman and arithmetic tables, quantization, restarts, line counts, scans. */
  private static boolean isImageData(int marker) {
    return (marker >= 0xc0 && marker <= 0xcf && marker != 0xc8)
        || (marker >= SOS && marker <= 0xdd);
  }

  private int endOfScan(int at) {
    while (true) {
      if (u8(at) == MARK) {
        int next = u8(at + 1);
        boolean isData = next == 0 || (next >= 0xd0 && next <= 0xd7);
        if (!isData && next != MARK) {
          MalformedImage.unless(next != SOI, "an image in an image");
          return at;
        }
        at += isData ? 2 : 1;
      } else {
        at++;
      }
    }
  }

  private boolean startsWith(int at, int end, String name) {
    return end - at - 2 >= name.length() && text(in, at + 2, name.length()).equals(name);
  }

  private int u8(int at) {
    return Byte.toUnsignedInt(in.get(at));
  }

  private int u16(int at) {
    return Short.toUnsignedInt(in.getShort(at));
  }
}
