package dev.madang.media.share.metadata;

import static dev.madang.media.share.metadata.MetadataStripper.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * HEIC and AVIF: items can be anywhere in a data box, and are found by their offsets. So nothing is
 * moved: data that belongs to no image is overwritten with zeros, and an unknown box becomes a
 * {@code free} box.
 */
final class HeifMetadataStripper {

  private static final Set<String> IMAGES =
      Set.of(
          "hvc1", "hev1", "lhv1", "av01", "avc1", "vvc1", "evc1", "j2k1", "unci", "grid", "iovl",
          "iden", "tmap");
  private static final Set<String> IN_META =
      Set.of("hdlr", "pitm", "iinf", "iref", "iprp", "iloc", "idat", "dinf", "grpl");
  private static final Set<String> PROPERTIES =
      Set.of(
          "ispe", "hvcC", "av1C", "avcC", "vvcC", "evcC", "lhvC", "j2kH", "uncC", "cmpd", "oinf",
          "tols", "colr", "pixi", "irot", "imir", "clap", "pasp", "auxC", "clli", "mdcv", "cclv",
          "amve", "ndwt", "reve", "rloc", "lsel", "a1op", "a1lx");
  private static final Set<String> VIDEO = Set.of("moov", "moof", "mfra", "sidx");
  private static final int MAX_ENTRIES = 20_000;
  private static final byte[] FREE = "free".getBytes(ISO_8859_1);

  private record Range(long from, long to) {}

  private record Box(String type, int start, int body, int end) {}

  private final ByteBuffer in;
  private final List<Range> data = new ArrayList<>();
  private final List<Range> images = new ArrayList<>();
  private final List<Range> blank = new ArrayList<>();
  private final List<Integer> freed = new ArrayList<>();
  private int boxes;

  HeifMetadataStripper(ByteBuffer in) {
    this.in = in;
  }

  void write(FileChannel sink) throws IOException {
    scan();
    blankGaps();
    var all = in.duplicate();
    all.position(0);
    while (all.hasRemaining()) {
      sink.write(all);
    }
    for (var range : blank) {
      zero(sink, range);
    }
    for (int type : freed) {
      sink.write(ByteBuffer.wrap(FREE), type);
    }
  }

  private void scan() {
    Box meta = null;
    for (int at = 0; at < in.limit(); ) {
      var box = box(at, in.limit());
      MalformedImage.unless(!VIDEO.contains(box.type()), "a video");
      switch (box.type()) {
        case "ftyp" -> {}
        case "mdat" -> {
          MalformedImage.unless(data.size() < 64, "too much data");
          data.add(new Range(box.body(), box.end()));
        }
        case "meta" -> {
          MalformedImage.unless(meta == null, "two meta boxes");
          meta = box;
        }
        default -> free(box);
      }
      at = box.end();
    }
    if (meta == null) {
      throw new MalformedImage("no meta box");
    }
    readMeta(meta);
  }

  private void readMeta(Box meta) {
    var parts = new HashMap<String, Box>();
    inside(
        meta.body() + 4,
        meta.end(),
        box -> {
          if (IN_META.contains(box.type())) {
            MalformedImage.unless(parts.put(box.type(), box) == null, "a duplicate box");
          } else {
            free(box);
          }
        });
    for (var needed : List.of("hdlr", "pitm", "iinf", "iloc", "iprp")) {
      MalformedImage.unless(parts.containsKey(needed), "no " + needed);
    }
    var handler = part(parts, "hdlr");
    MalformedImage.unless(text(in, handler.body() + 8, 4).equals("pict"), "no image");
    blank(handler.body() + 24, handler.end());
    properties(part(parts, "iprp"));
    var types = types(part(parts, "iinf"));
    var primary = part(parts, "pitm");
    long id = in.get(primary.body()) == 0 ? u16(primary.body() + 4) : u32(primary.body() + 4);
    MalformedImage.unless(IMAGES.contains(types.getOrDefault(id, "")), "no image");
    long idat = -1;
    if (parts.containsKey("idat")) {
      var box = part(parts, "idat");
      idat = box.body();
      data.add(new Range(box.body(), box.end()));
    }
    locations(part(parts, "iloc"), types, idat);
  }

  private static Box part(Map<String, Box> parts, String type) {
    var box = parts.get(type);
    if (box == null) {
      throw new MalformedImage("no " + type);
    }
    return box;
  }

  private void properties(Box iprp) {
    inside(
        iprp.body(),
        iprp.end(),
        box -> {
          switch (box.type()) {
            case "ipco" ->
                inside(
                    box.body(),
                    box.end(),
                    property -> {
                      if (!PROPERTIES.contains(property.type())) {
                        free(property);
                      }
                    });
            case "ipma" -> {}
            default -> free(box);
          }
        });
  }

  /** The types of the items; their names are removed. */
  private Map<Long, String> types(Box iinf) {
    var types = new HashMap<Long, String>();
    inside(
        iinf.body() + (in.get(iinf.body()) == 0 ? 6 : 8),
        iinf.end(),
        box -> {
          MalformedImage.unless(box.type().equals("infe"), "an unknown entry");
          int version = in.get(box.body());
          MalformedImage.unless(version == 2 || version == 3, "an unknown entry");
          int wide = version == 3 ? 2 : 0;
          long id = version == 3 ? u32(box.body() + 4) : u16(box.body() + 4);
          int type = box.body() + 8 + wide;
          MalformedImage.unless(type + 4 <= box.end(), "an entry that is too short");
          MalformedImage.unless(types.put(id, text(in, type, 4)) == null, "a duplicate item");
          blank(type + 4, box.end());
        });
    return types;
  }

  private void locations(Box iloc, Map<Long, String> types, long idat) {
    int version = in.get(iloc.body());
    MalformedImage.unless(version >= 0 && version <= 2, "an unknown version of iloc");
    int sizes = u16(iloc.body() + 4);
    int offsetSize = size(sizes >> 12);
    int lengthSize = size(sizes >> 8);
    int baseSize = size(sizes >> 4);
    int indexSize = version == 0 ? 0 : size(sizes);
    MalformedImage.unless(lengthSize > 0, "no lengths");
    int at = iloc.body() + 6;
    long items = version < 2 ? u16(at) : u32(at);
    at += version < 2 ? 2 : 4;
    MalformedImage.unless(items <= MAX_ENTRIES, "too many items");
    for (long item = 0; item < items; item++) {
      long id = version < 2 ? u16(at) : u32(at);
      at += version < 2 ? 2 : 4;
      int method = 0;
      if (version > 0) {
        method = u16(at) & 15;
        at += 2;
      }
      MalformedImage.unless(u16(at) == 0, "an item in another file");
      MalformedImage.unless(method == 0 || (method == 1 && idat >= 0), "an item in another item");
      at += 2;
      long base = number(at, baseSize) + (method == 1 ? idat : 0);
      at += baseSize;
      int extents = u16(at);
      at += 2;
      boolean isImage = IMAGES.contains(types.getOrDefault(id, ""));
      for (int extent = 0; extent < extents; extent++) {
        at += indexSize;
        long from = base + number(at, offsetSize);
        at += offsetSize;
        long to = from + number(at, lengthSize);
        at += lengthSize;
        MalformedImage.unless(
            from >= 0 && to >= from && to <= in.limit(), "an item beyond the end");
        MalformedImage.unless(isInData(from, to), "an item outside of the data");
        add(isImage ? images : blank, new Range(from, to));
      }
      MalformedImage.unless(at <= iloc.end(), "a truncated iloc");
    }
  }

  private boolean isInData(long from, long to) {
    return data.stream().anyMatch(it -> it.from() <= from && to <= it.to());
  }

  /** Blanks the data that belongs to no image. */
  private void blankGaps() {
    images.sort(Comparator.comparingLong(Range::from));
    for (var block : data) {
      long at = block.from();
      for (var range : images) {
        if (range.from() >= block.from() && range.to() <= block.to()) {
          if (range.from() > at) {
            add(blank, new Range(at, range.from()));
          }
          at = Math.max(at, range.to());
        }
      }
      add(blank, new Range(at, block.to()));
    }
  }

  private static void zero(FileChannel sink, Range range) throws IOException {
    var zeros = ByteBuffer.allocate(8192);
    for (long at = range.from(); at < range.to(); ) {
      zeros.position(0).limit((int) Math.min(zeros.capacity(), range.to() - at));
      at += sink.write(zeros, at);
    }
  }

  private void free(Box box) {
    MalformedImage.unless(freed.size() < MAX_ENTRIES, "too many boxes");
    freed.add(box.start() + 4);
    blank(box.body(), box.end());
  }

  private void blank(int from, int to) {
    MalformedImage.unless(from <= to, "a box that is too short");
    add(blank, new Range(from, to));
  }

  private static void add(List<Range> ranges, Range range) {
    MalformedImage.unless(ranges.size() < MAX_ENTRIES, "too many parts");
    ranges.add(range);
  }

  private void inside(int from, int end, Consumer<Box> action) {
    for (int at = from; at < end; ) {
      var box = box(at, end);
      action.accept(box);
      at = box.end();
    }
  }

  private Box box(int at, int end) {
    MalformedImage.unless(++boxes <= MAX_ENTRIES, "too many boxes");
    MalformedImage.unless(end - at >= 8, "a box beyond the end");
    long size = u32(at);
    int header = 8;
    if (size == 1) {
      size = in.getLong(at + 8);
      header = 16;
    } else if (size == 0) {
      size = end - at;
    }
    MalformedImage.unless(size >= header && size <= end - at, "a box beyond the end");
    return new Box(text(in, at + 4, 4), at, at + header, at + (int) size);
  }

  private static int size(int field) {
    int size = field & 15;
    MalformedImage.unless(size == 0 || size == 4 || size == 8, "an unsupported number size");
    return size;
  }

  private long number(int at, int size) {
    return switch (size) {
      case 0 -> 0;
      case 4 -> u32(at);
      default -> {
        long number = in.getLong(at);
        MalformedImage.unless(number >= 0 && number <= in.limit(), "a number beyond the end");
        yield number;
      }
    };
  }

  private int u16(int at) {
    return Short.toUnsignedInt(in.getShort(at));
  }

  private long u32(int at) {
    return Integer.toUnsignedLong(in.getInt(at));
  }
}
