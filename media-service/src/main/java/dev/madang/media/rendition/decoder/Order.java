package dev.madang.media.rendition.decoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the decoder shall treat the original that follows.
 *
 * @param sizes what to make of it
 * @param quality of the JPEGs, 1 to 100
 * @param maxPixels width times height of the original
 * @param maxSide the longer side of the original, in pixels
 * @param patience after which the decoder ends itself, should nobody else have ended it
 * @param length of the original, in bytes
 */
public record Order(
    List<Size> sizes, int quality, long maxPixels, int maxSide, Duration patience, int length) {

  /**
   * @param longEdge in pixels; a smaller original keeps its size
   */
  public record Size(String preset, int longEdge) {}

  public Order {
    sizes = List.copyOf(sizes);
  }

  List<String> presets() {
    return sizes.stream().map(Size::preset).toList();
  }

  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(sizes.size());
    for (var size : sizes) {
      out.writeUTF(size.preset());
      out.writeInt(size.longEdge());
    }
    out.writeInt(quality);
    out.writeLong(maxPixels);
    out.writeInt(maxSide);
    out.writeLong(patience.toMillis());
    out.writeInt(length);
  }

  static Order readFrom(DataInput in) throws IOException {
    var sizes = new ArrayList<Size>();
    for (int left = in.readInt(); left > 0; left--) {
      sizes.add(new Size(in.readUTF(), in.readInt()));
    }
    return new Order(
        sizes,
        in.readInt(),
        in.readLong(),
        in.readInt(),
        Duration.ofMillis(in.readLong()),
        in.readInt());
  }
}
