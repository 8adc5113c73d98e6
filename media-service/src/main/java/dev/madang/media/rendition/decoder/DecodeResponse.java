package dev.madang.media.rendition.decoder;

import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.OutputFormat;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Generated;
import dev.madang.media.rendition.RenditionResult.Rejected;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link RenditionResult} as the decoder writes it. A decoder that a hostile image took over may
 * write anything, so names and types are taken from the request.
 */
public final class DecodeResponse {

  private static final int GENERATED = 1;
  private static final int REFUSED = 2;

  private DecodeResponse() {}

  static void write(RenditionResult rendering, DataOutput out) throws IOException {
    switch (rendering) {
      case Generated(var preview, var renditions) -> {
        out.writeByte(GENERATED);
        out.writeInt(preview.width());
        out.writeInt(preview.height());
        out.writeUTF(preview.thumbHash());
        out.writeUTF(preview.dominantColor());
        for (var rendition : renditions) {
          out.writeInt(rendition.width());
          out.writeInt(rendition.height());
          out.writeInt(rendition.bytes().length);
          out.write(rendition.bytes());
        }
      }
      case Rejected(var reason, var detail) -> {
        out.writeByte(REFUSED);
        out.writeUTF(reason.name());
        out.writeUTF(detail);
      }
    }
  }

  /**
   * @throws IOException also if the response is invalid
   */
  public static RenditionResult read(DecodeRequest request, DataInput in) throws IOException {
    try {
      return switch (in.readByte()) {
        case GENERATED -> new Generated(readPreview(in), readRenditions(request, in));
        case REFUSED -> new Rejected(RejectionReason.valueOf(in.readUTF()), in.readUTF());
        default -> throw new IOException("not a response");
      };
    } catch (IllegalArgumentException invalid) {
      throw new IOException(invalid);
    }
  }

  private static Preview readPreview(DataInput in) throws IOException {
    return new Preview(in.readInt(), in.readInt(), in.readUTF(), in.readUTF());
  }

  private static List<Rendition> readRenditions(DecodeRequest request, DataInput in)
      throws IOException {
    var renditions = new ArrayList<Rendition>();
    int left = request.limits().maxOutput();
    for (var size : request.sizes()) {
      for (var format : size.formats()) {
        var rendition = readRendition(size, format, left, in);
        left -= rendition.bytes().length;
        renditions.add(rendition);
      }
    }
    return renditions;
  }

  private static Rendition readRendition(
      DecodeRequest.Size size, OutputFormat format, int left, DataInput in) throws IOException {
    int width = between(1, in.readInt(), size.edge());
    int height = between(1, in.readInt(), size.edge());
    var bytes = new byte[between(0, in.readInt(), left)];
    in.readFully(bytes);
    if (!ImageType.of(bytes).equals(Optional.of(format.type()))) {
      throw new IOException("the decoder returned something else than a " + format);
    }
    return new Rendition(size.preset(), width, height, format.type().contentType(), bytes);
  }

  private static int between(int least, int value, int most) throws IOException {
    if (value < least || value > most) {
      throw new IOException("the decoder returned " + value + ", more than " + most);
    }
    return value;
  }
}
