package dev.madang.media.share.metadata;

import static dev.madang.media.share.metadata.MetadataStripper.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Keeps frames with their timing, the number of repetitions, and the color profile. */
final class GifMetadataStripper {

  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int CONTROL = 0xf9;
  private static final int APPLICATION = 0xff;
  private static final int NAME = 11;
  private static final int NONE = -1;

  private final ByteBuffer in;
  private final RewritePlan plan = new RewritePlan();
  private int control = NONE;

  GifMetadataStripper(ByteBuffer in) {
    this.in = in;
  }

  RewritePlan plan() {
    int at = 13 + colours(10);
    plan.keep(0, at);
    boolean seen = false;
    while (true) {
      switch (u8(at)) {
        case EXTENSION -> at = extension(at);
        case IMAGE -> {
          if (control != NONE) {
            plan.keep(control, control + 8);
            control = NONE;
          }
          int end = endOfBlocks(at + 10 + colours(at + 9) + 1);
          plan.keep(at, end);
          seen = true;
          at = end;
        }
        case TRAILER -> {
          MalformedImage.unless(seen, "no image");
          plan.put((byte) TRAILER);
          return plan;
        }
        case 0 -> at++;
        default -> throw new MalformedImage("an unknown block");
      }
    }
  }

  private int extension(int at) {
    int end = endOfBlocks(at + 2);
    switch (u8(at + 1)) {
      case CONTROL -> {
        MalformedImage.unless(
            u8(at + 2) == 4 && end == at + 8, "a control block of an invalid size");
        control = at;
      }
      case APPLICATION -> application(at, end);
      // Plain text, which viewers do not show; its control block is removed, too.
      case 0x01 -> control = NONE;
      default -> {}
    }
    return end;
  }

  private void application(int at, int end) {
    if (u8(at + 2) != NAME) {
      return;
    }
    var name = text(in, at + 3, NAME);
    int blocks = at + 3 + NAME;
    if (name.equals("NETSCAPE2.0") || name.equals("ANIMEXTS1.0")) {
      if (u8(blocks) == 3 && u8(blocks + 1) == 1) {
        plan.put((byte) EXTENSION, (byte) APPLICATION, (byte) NAME);
        plan.put(name.getBytes(ISO_8859_1));
        plan.keep(blocks, blocks + 4);
        plan.put((byte) 0);
      }
    } else if (name.equals("ICCRGBG1012")) {
      plan.keep(at, end);
    }
  }

  private int colours(int flagsAt) {
    int flags = u8(flagsAt);
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /** The position after the empty block that ends the blocks. */
  private int endOfBlocks(int at) {
    int length = u8(at);
    while (length != 0) {
      at += 1 + length;
      length = u8(at);
    }
    return at + 1;
  }

  private int u8(int at) {
    return Byte.toUnsignedInt(in.get(at));
  }
}
