package dev.madang.media.rendition.decoder;

import dev.madang.media.rendition.ImageType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** The first message of a decoder. */
public sealed interface Handshake {

  /**
   * @param libvips its version
   * @param libheif its major and minor version, such as 119 for 1.19; 0 if it is not known
   * @param types that it can decode
   * @param open why it has no sandbox; empty if it has one
   */
  record Ready(String libvips, int libheif, Set<ImageType> types, String open)
      implements Handshake {}

  /** There is no usable libvips. */
  record Missing(String why) implements Handshake {}

  default void writeTo(DataOutput out) throws IOException {
    switch (this) {
      case Ready(var libvips, var libheif, var types, var open) -> {
        out.writeBoolean(true);
        out.writeUTF(libvips);
        out.writeInt(libheif);
        out.writeInt(types.stream().mapToInt(type -> 1 << type.ordinal()).sum());
        out.writeUTF(open);
      }
      case Missing(var why) -> {
        out.writeBoolean(false);
        out.writeUTF(why);
      }
    }
  }

  static Handshake readFrom(DataInput in) throws IOException {
    return in.readBoolean()
        ? new Ready(in.readUTF(), in.readInt(), types(in.readInt()), in.readUTF())
        : new Missing(in.readUTF());
  }

  private static Set<ImageType> types(int bits) {
    var types = EnumSet.noneOf(ImageType.class);
    for (var type : ImageType.values()) {
      if ((bits & 1 << type.ordinal()) != 0) {
        types.add(type);
      }
    }
    return types;
  }
}
