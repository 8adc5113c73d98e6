package dev.madang.media.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Builds a HEIC or AVIF from items, their properties and references. */
final class HeifItems {

  private static final List<String> ESSENTIAL = List.of("hvcC", "av1C", "irot", "imir");

  private record Item(
      int id, String type, byte[] data, boolean inMetadata, boolean hidden, List<byte[]> boxes) {}

  private final byte[] fileType;
  private final List<Item> items = new ArrayList<>();
  private final Bytes references = new Bytes();
  private boolean refers;

  private HeifItems(byte[] fileType) {
    this.fileType = fileType;
  }

  static HeifItems of(String major, String... compatible) {
    return new HeifItems(Heif.fileType(major, compatible));
  }

  static HeifItems heic() {
    return of("heic", "mif1", "MiHE", "MiPr", "miaf", "MiHB", "heic");
  }

  static HeifItems avif() {
    return of("avif", "avif", "mif1", "miaf", "MA1B");
  }

  /** The first one is the primary item. */
  int item(String type, byte[] data, byte[]... properties) {
    return add(type, data, false, false, properties);
  }

  int hidden(String type, byte[] data, byte[]... properties) {
    return add(type, data, false, true, properties);
  }

  /** With its data in the box of metadata, as iPhones store grids. */
  int inMetadata(String type, byte[] data, byte[]... properties) {
    return add(type, data, true, false, properties);
  }

  private int add(
      String type, byte[] data, boolean inMetadata, boolean hidden, byte[]... properties) {
    int id = items.size() + 1;
    items.add(new Item(id, type, data, inMetadata, hidden, List.of(properties)));
    return id;
  }

  /** The picture of a file of one item, with the properties that decoding needs. */
  int picture(String fixture, byte[]... more) {
    var file = Picture.encoded(fixture);
    boolean isHevc = Bytes.find(file, "hvcC") > 0;
    var config = boxOf(file, isHevc ? "hvcC" : "av1C");
    var properties = new ArrayList<>(List.of(config, size(Picture.WIDTH, Picture.HEIGHT)));
    properties.addAll(List.of(more));
    return item(
        isHevc ? "hvc1" : "av01", content(boxOf(file, "mdat")), properties.toArray(byte[][]::new));
  }

  HeifItems exif(byte[] tiff, int... describes) {
    int exif = hidden("Exif", new Bytes().u32(6).put("Exif\0\0").put(tiff).toArray());
    return refer("cdsc", exif, describes);
  }

  HeifItems refer(String type, int from, int... to) {
    var content = new Bytes().u16(from).u16(to.length);
    for (int each : to) {
      content.u16(each);
    }
    references.put(Heif.box(type, content.toArray()));
    refers = true;
    return this;
  }

  byte[] end() {
    return end(new byte[0]);
  }

  /**
   * @param tracks a box between the metadata and the data
   */
  byte[] end(byte[] tracks) {
    int start = fileType.length + metadata(0).length + tracks.length + 8;
    var data = new Bytes();
    items.stream().filter(it -> !it.inMetadata).forEach(it -> data.put(it.data));
    return Bytes.joined(fileType, metadata(start), tracks, Heif.box("mdat", data.toArray()));
  }

  private byte[] metadata(int start) {
    var content = new Bytes().u32(0);
    content.put(
        Heif.box("hdlr", new Bytes().u32(0).u32(0).put("pict").put(new byte[13]).toArray()));
    content.put(Heif.box("pitm", new Bytes().u32(0).u16(1).toArray()));
    content.put(locations(start));
    content.put(infos());
    if (refers) {
      content.put(Heif.box("iref", Bytes.joined(new byte[4], references.toArray())));
    }
    content.put(properties());
    var inside = new Bytes();
    items.stream().filter(it -> it.inMetadata).forEach(it -> inside.put(it.data));
    if (inside.toArray().length > 0) {
      content.put(Heif.box("idat", inside.toArray()));
    }
    return Heif.box("meta", content.toArray());
  }

  private byte[] locations(int start) {
    var all = new Bytes().u32(0x01000000).u16(0x4400).u16(items.size());
    int inFile = start;
    int inMetadata = 0;
    for (var item : items) {
      all.u16(item.id).u16(item.inMetadata ? 1 : 0).u16(0).u16(1);
      all.u32(item.inMetadata ? inMetadata : inFile).u32(item.data.length);
      if (item.inMetadata) {
        inMetadata += item.data.length;
      } else {
        inFile += item.data.length;
      }
    }
    return Heif.box("iloc", all.toArray());
  }

  private byte[] infos() {
    var all = new Bytes().u32(0).u16(items.size());
    for (var item : items) {
      var info = new Bytes().u32(item.hidden ? 0x02000001 : 0x02000000);
      info.u16(item.id).u16(0).put(item.type).u8(0);
      if (item.type.equals("mime")) {
        info.put("application/rdf+xml\0");
      }
      all.put(Heif.box("infe", info.toArray()));
    }
    return Heif.box("iinf", all.toArray());
  }

  private byte[] properties() {
    var boxes = new Bytes();
    var links = new Bytes().u32(0).u32(items.stream().filter(it -> !it.boxes.isEmpty()).count());
    int index = 0;
    for (var item : items) {
      if (item.boxes.isEmpty()) {
        continue;
      }
      links.u16(item.id).u8(item.boxes.size());
      for (var box : item.boxes) {
        index++;
        boxes.put(box);
        var type = new String(box, 4, 4, ISO_8859_1);
        links.u8(ESSENTIAL.contains(type) ? 0x80 | index : index);
      }
    }
    return Heif.box(
        "iprp", Bytes.joined(Heif.box("ipco", boxes.toArray()), Heif.box("ipma", links.toArray())));
  }

  static byte[] size(int width, int height) {
    return Heif.box("ispe", new Bytes().u32(0).u32(width).u32(height).toArray());
  }

  /** Turns against the clock. */
  static byte[] rotation(int quarters) {
    return Heif.box("irot", new byte[] {(byte) quarters});
  }

  /** Left becomes right, or top becomes bottom. */
  static byte[] mirror(boolean leftRight) {
    return Heif.box("imir", new byte[] {(byte) (leftRight ? 1 : 0)});
  }

  static byte[] profile(byte[] icc) {
    return Heif.box("colr", Bytes.joined(Bytes.text("prof"), icc));
  }

  static byte[] auxiliary(String urn) {
    return Heif.box("auxC", new Bytes().u32(0).put(urn).u8(0).toArray());
  }

  static byte[] grid(int rows, int columns, int width, int height) {
    return new Bytes().u16(0).u8(rows - 1).u8(columns - 1).u16(width).u16(height).toArray();
  }

  /** The transformations of an EXIF orientation. */
  static byte[][] oriented(int orientation) {
    return switch (orientation) {
      case 2 -> new byte[][] {mirror(true)};
      case 3 -> new byte[][] {rotation(2)};
      case 4 -> new byte[][] {mirror(false)};
      case 5 -> new byte[][] {rotation(1), mirror(false)};
      case 6 -> new byte[][] {rotation(3)};
      case 7 -> new byte[][] {rotation(1), mirror(true)};
      case 8 -> new byte[][] {rotation(1)};
      default -> new byte[0][];
    };
  }

  /** A track of one sample: the picture at this offset of the file. */
  static byte[] track(byte[] config, int offset, int length) {
    int width = Picture.WIDTH;
    int height = Picture.HEIGHT;
    var matrix = new Bytes().u32(0x10000).put(new byte[12]).u32(0x10000).put(new byte[12]);
    var unity = matrix.u32(0x40000000).toArray();
    var entry = new Bytes().put(new byte[6]).u16(1).put(new byte[16]).u16(width).u16(height);
    entry.u32(0x480000).u32(0x480000).u32(0).u16(1).put(new byte[32]).u16(0x18).u16(0xFFFF);
    var sample = Heif.box("av01", entry.put(config).toArray());
    var table =
        Bytes.joined(
            Heif.box("stsd", Bytes.joined(new Bytes().u32(0).u32(1).toArray(), sample)),
            Heif.box("stts", new Bytes().u32(0).u32(1).u32(1).u32(1).toArray()),
            Heif.box("stsc", new Bytes().u32(0).u32(1).u32(1).u32(1).u32(1).toArray()),
            Heif.box("stsz", new Bytes().u32(0).u32(length).u32(1).toArray()),
            Heif.box("stco", new Bytes().u32(0).u32(1).u32(offset).toArray()));
    var url = Heif.box("url ", new Bytes().u32(1).toArray());
    var information =
        Bytes.joined(
            Heif.box("vmhd", new Bytes().u32(1).put(new byte[8]).toArray()),
            Heif.box(
                "dinf", Heif.box("dref", Bytes.joined(new Bytes().u32(0).u32(1).toArray(), url))),
            Heif.box("stbl", table));
    var media =
        Bytes.joined(
            Heif.box("mdhd", new Bytes().u32(0).u32(0).u32(0).u32(10).u32(1).u32(0).toArray()),
            Heif.box("hdlr", new Bytes().u32(0).u32(0).put("pict").put(new byte[13]).toArray()),
            Heif.box("minf", information));
    var header = new Bytes().u32(1).u32(0).u32(0).u32(1).u32(0).u32(1).put(new byte[16]);
    header.put(unity).u32((long) width << 16).u32((long) height << 16);
    var movie = new Bytes().u32(0).u32(0).u32(0).u32(10).u32(1).u32(0x10000).u16(0x100);
    movie.put(new byte[10]).put(unity).put(new byte[24]).u32(2);
    return Heif.box(
        "moov",
        Bytes.joined(
            Heif.box("mvhd", movie.toArray()),
            Heif.box(
                "trak",
                Bytes.joined(Heif.box("tkhd", header.toArray()), Heif.box("mdia", media)))));
  }

  static byte[] boxOf(byte[] file, String type) {
    int at = Bytes.find(file, type) - 4;
    return Bytes.slice(file, at, at + ByteBuffer.wrap(file).getInt(at));
  }

  private static byte[] content(byte[] box) {
    return Bytes.slice(box, 8, box.length);
  }
}
