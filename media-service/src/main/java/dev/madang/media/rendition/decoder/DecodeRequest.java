package dev.madang.media.rendition.decoder;

import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.OutputFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How to decode the original that follows.
 *
 * @param sizes of the renditions
 * @param quality of the renditions, 1 to 100
 * @param effort of the encoder
 * @param limits of the original and of its decoding
 * @param length of the original, in bytes
 */
public record DecodeRequest(
    List<Size> sizes, int quality, EncodingEffort effort, Limits limits, int length) {

  /**
   * A smaller original keeps its size.
   *
   * @param edge in pixels: the long one, or each one of a square
   * @param square whether the center is cropped
   * @param formats of the rendition
   */
  public record Size(String preset, int edge, boolean square, List<OutputFormat> formats) {
    public Size {
      formats = List.copyOf(formats);
    }

    /** The scale factor, 1 at most. */
    double scale(VipsImage original) {
      int whole = square ? original.shortEdge() : original.longEdge();
      return Math.min(1.0, (double) edge / whole);
    }
  }

  /**
   * @param maxPixels width times height of an original that is decoded row by row
   * @param maxPixelsInMemory the same of one that is decoded as a whole
   * @param maxSide the longer side of the original, in pixels
   * @param maxOutput bytes of all renditions together
   * @param cpu of the decoder for this original
   * @param timeout after which the decoder ends itself, if its parent has not
   */
  public record Limits(
      long maxPixels,
      long maxPixelsInMemory,
      int maxSide,
      int maxOutput,
      Duration cpu,
      Duration timeout) {}

  public DecodeRequest {
    sizes = List.copyOf(sizes);
  }

  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(sizes.size());
    for (var size : sizes) {
      out.writeUTF(size.preset());
      out.writeInt(size.edge());
      out.writeBoolean(size.square());
      out.writeInt(size.formats().size());
      for (var format : size.formats()) {
        out.writeByte(format.ordinal());
      }
    }
    out.writeInt(quality);
    out.writeByte(effort.ordinal());
    out.writeLong(limits.maxPixels());
    out.writeLong(limits.maxPixelsInMemory());
    out.writeInt(limits.maxSide());
    out.writeInt(limits.maxOutput());
    out.writeLong(limits.cpu().toMillis());
    out.writeLong(limits.timeout().toMillis());
    out.writeInt(length);
  }

  static DecodeRequest readFrom(DataInput in) throws IOException {
    var sizes = new ArrayList<Size>();
    for (int left = in.readInt(); left > 0; left--) {
      sizes.add(new Size(in.readUTF(), in.readInt(), in.readBoolean(), readFormats(in)));
    }
    return new DecodeRequest(
        sizes,
        in.readInt(),
        EncodingEffort.values()[in.readByte()],
        new Limits(
            in.readLong(),
            in.readLong(),
            in.readInt(),
            in.readInt(),
            Duration.ofMillis(in.readLong()),
            Duration.ofMillis(in.readLong())),
        in.readInt());
  }

  private static List<OutputFormat> readFormats(DataInput in) throws IOException {
    var formats = new ArrayList<OutputFormat>();
    for (int left = in.readInt(); left > 0; left--) {
      formats.add(OutputFormat.values()[in.readByte()]);
    }
    return formats;
  }
}
