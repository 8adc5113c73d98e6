package dev.madang.media.share.metadata;

import static dev.madang.media.share.metadata.MetadataStripper.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Keeps image data, transparency, frames and color profile, and sets the header flags to match. */
final class WebpMetadataStripper {

  private static final Set<String> IMAGE_CHUNKS = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ICCP");
  private static final Set<String> FRAME_CHUNKS = Set.of("VP8 ", "VP8L", "ALPH");
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int EXIF_FLAG = 0x08;
  private static final int OTHER_FLAGS = 0x20 | 0x10 | 0x02;

  private final ByteBuffer in;
  private int orientation = 1;

  WebpMetadataStripper(ByteBuffer in) {
    this.in = in;
  }

  RewritePlan plan() {
    in.order(ByteOrder.LITTLE_ENDIAN);
    long size = Integer.toUnsignedLong(in.getInt(4));
    MalformedImage.unless(size >= 12 && size <= in.limit() - 8, "an invalid length");
    int end = (int) size + 8;
    findOrientation(end);
    var body = new RewritePlan();
    boolean seen = false;
    boolean isExtended = false;
    for (int at = 12; at < end; at = next(at, end)) {
      var type = text(in, at, 4);
      int data = at + CHUNK_HEADER;
      if (type.equals("VP8X")) {
        MalformedImage.unless(in.getInt(at + 4) == 10, "a header of an invalid size");
        isExtended = true;
        int flags = in.get(data) & OTHER_FLAGS;
        body.keep(at, data);
        body.put((byte) (Orientation.isUpright(orientation) ? flags : flags | EXIF_FLAG));
        body.put((byte) 0, (byte) 0, (byte) 0);
        body.keep(data + 4, data + 10);
      } else if (type.equals("ANMF")) {
        body.putAll(frame(at, next(at, end)));
        seen = true;
      } else if (IMAGE_CHUNKS.contains(type)) {
        body.keep(at, next(at, end));
        seen |= type.startsWith("VP8");
      }
    }
    MalformedImage.unless(seen, "no image");
    if (isExtended && !Orientation.isUpright(orientation)) {
      var tiff = Orientation.tiff(orientation);
      body.put(header("EXIF", tiff.length));
      body.put(tiff);
    }
    var plan = new RewritePlan();
    plan.put(header("RIFF", Math.toIntExact(4 + body.size())));
    plan.put("WEBP".getBytes(ISO_8859_1));
    plan.putAll(body);
    return plan;
  }

  private void findOrientation(int end) {
    for (int at = 12; at < end; at = next(at, end)) {
      if (text(in, at, 4).equals("EXIF")) {
        int data = at + CHUNK_HEADER;
        int length = in.getInt(at + 4);
        // Some encoders write the EXIF header of a JPEG.
        int skipped = length >= 6 && text(in, data, 4).equals("Exif") ? 6 : 0;
        orientation = Orientation.in(in.slice(data + skipped, length - skipped));
        return;
      }
    }
  }

  private RewritePlan frame(int at, int end) {
    int data = at + CHUNK_HEADER;
    var chunks = new RewritePlan();
    for (int sub = data + FRAME_HEADER; sub < end; sub = next(sub, end)) {
      if (FRAME_CHUNKS.contains(text(in, sub, 4))) {
        chunks.keep(sub, next(sub, end));
      }
    }
    var frame = new RewritePlan();
    frame.put(header("ANMF", Math.toIntExact(FRAME_HEADER + chunks.size())));
    frame.keep(data, data + FRAME_HEADER);
    frame.putAll(chunks);
    return frame;
  }

  private static byte[] header(String type, int length) {
    return ByteBuffer.allocate(CHUNK_HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(ISO_8859_1))
        .putInt(length)
        .array();
  }

  /** A chunk of odd length is followed by a padding byte. */
  private int next(int at, int end) {
    MalformedImage.unless(end - at >= CHUNK_HEADER, "a chunk beyond the end");
    long length = Integer.toUnsignedLong(in.getInt(at + 4));
    long next = at + CHUNK_HEADER + length + (length & 1);
    MalformedImage.unless(next <= end, "a chunk beyond the end");
    return (int) next;
  }
}
