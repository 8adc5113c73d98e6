package dev.madang.media.rendition.decoder;

import dev.madang.media.rendition.Reason;
import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.Rendering.Made;
import dev.madang.media.rendition.Rendering.Refused;
import dev.madang.media.rendition.Rendition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Rendering} as the decoder writes it. */
public final class Answer {

  private static final int MADE = 1;
  private static final int REFUSED = 2;

  // A decoder that a hostile picture took over may claim any length.
  private static final int MOST_RENDITIONS = 16;
  private static final int MOST_BYTES = 32 << 20;

  private Answer() {}

  static void write(Rendering rendering, DataOutput out) throws IOException {
    switch (rendering) {
      case Made(var renditions) -> {
        out.writeByte(MADE);
        out.writeInt(renditions.size());
        for (var rendition : renditions) {
          write(rendition, out);
        }
      }
      case Refused(var reason, var detail) -> {
        out.writeByte(REFUSED);
        out.writeUTF(reason.name());
        out.writeUTF(detail);
      }
    }
  }

  /**
   * @throws IOException also when the answer makes no sense
   */
  public static Rendering read(DataInput in) throws IOException {
    return switch (in.readByte()) {
      case MADE -> new Made(readRenditions(in));
      case REFUSED -> new Refused(readReason(in), in.readUTF());
      default -> throw new IOException("not an answer");
    };
  }

  private static void write(Rendition rendition, DataOutput out) throws IOException {
    out.writeUTF(rendition.preset());
    out.writeInt(rendition.width());
    out.writeInt(rendition.height());
    out.writeUTF(rendition.contentType());
    out.writeInt(rendition.bytes().length);
    out.write(rendition.bytes());
  }

  private static List<Rendition> readRenditions(DataInput in) throws IOException {
    int count = bounded(in.readInt(), MOST_RENDITIONS);
    var renditions = new ArrayList<Rendition>(count);
    while (renditions.size() < count) {
      renditions.add(
          new Rendition(in.readUTF(), in.readInt(), in.readInt(), in.readUTF(), readBytes(in)));
    }
    return renditions;
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    var bytes = new byte[bounded(in.readInt(), MOST_BYTES)];
    in.readFully(bytes);
    return bytes;
  }

  private static Reason readReason(DataInput in) throws IOException {
    try {
      return Reason.valueOf(in.readUTF());
    } catch (IllegalArgumentException unknown) {
      throw new IOException(unknown);
    }
  }

  private static int bounded(int value, int most) throws IOException {
    if (value < 0 || value > most) {
      throw new IOException("the decoder claims " + value + ", more than " + most);
    }
    return value;
  }
}
