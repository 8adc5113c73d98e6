package dev.madang.media.share.metadata;

import static dev.madang.media.rendition.Photos.joined;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.madang.media.rendition.Photos;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Images of each type with metadata that contains the word {@code SECRET}. */
public final class PhotoWithMetadata {

  static final String SECRET = "SECRET";

  private PhotoWithMetadata() {}

  /** With EXIF (orientation 6, a thumbnail), XMP, IPTC, a comment, and a video behind the image. */
  public static byte[] jpeg() {
    var plain = Photos.corner("jpg", 40, 30, Color.RED);
    var exif = segment(0xe1, joined(bytes("Exif\0\0"), tiff(6), bytes("thumbnail SECRET")));
    var xmp = segment(0xe1, bytes("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>"));
    var iptc = segment(0xed, bytes("Photoshop 3.0\u00008BIM SECRET"));
    var more = segment(0xe2, bytes("MPF\0SECRET"));
    var profile = segment(0xe2, bytes("ICC_PROFILE\0\1\1profile"));
    var comment = segment(0xfe, bytes("SECRET"));
    return joined(
        Arrays.copyOf(plain, 2),
        exif,
        xmp,
        iptc,
        more,
        profile,
        comment,
        Arrays.copyOfRange(plain, 2, plain.length),
        bytes("ftypmp42 a film with SECRET"));
  }

  static byte[] png() {
    var plain = Photos.corner("png", 40, 30, new Color(0, 128, 255, 100));
    int afterHeader = 33;
    return joined(
        Arrays.copyOf(plain, afterHeader),
        chunk("tEXt", bytes("Author\0SECRET")),
        chunk("zTXt", bytes("Author\0\0SECRET")),
        chunk("iTXt", bytes("XML:com.adobe.xmp\0\0\0\0\0SECRET")),
        chunk("tIME", bytes("SECRET!")),
        chunk("eXIf", joined(tiff(3), bytes("SECRET"))),
        chunk("iCCP", bytes("SECRET's screen\0\0profile")),
        Arrays.copyOfRange(plain, afterHeader, plain.length),
        bytes("SECRET behind the end"));
  }

  static byte[] gif() {
    var plain = Photos.corner("gif", 40, 30, Color.GREEN);
    int colours = (plain[10] & 0x80) == 0 ? 0 : 3 << ((plain[10] & 7) + 1);
    return joined(
        Arrays.copyOf(plain, 13 + colours),
        bytes("!\u00ff\u000bNETSCAPE2.0\u0003\u0001\0\0\0"),
        bytes("!\u00fe\u0006SECRET\0"),
        bytes("!\u00ff\u000bXMP DataXMP\u0006SECRET\0"),
        Arrays.copyOfRange(plain, 13 + colours, plain.length),
        bytes("SECRET"));
  }

  static byte[] webp() {
    var plain = Photos.webp();
    var image = Arrays.copyOfRange(plain, 12, plain.length);
    var body =
        joined(
            bytes("WEBP"),
            riff("VP8X", new byte[] {0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
            riff("ICCP", bytes("profile!")),
            image,
            riff("EXIF", joined(tiff(8), bytes("SECRET"))),
            riff("XMP ", bytes("SECRET!")),
            riff("note", bytes("SECRET")));
    return joined(riff("RIFF", body), bytes("SECRET"));
  }

  static byte[] heic() {
    var image = bytes("the bits of the picture");
    var exif = joined(new byte[4], tiff(6), bytes("SECRET"));
    var xmp = bytes("<x:xmpmeta>SECRET</x:xmpmeta>");
    var unnamed = bytes("SECRET of nobody");
    var ftyp = box("ftyp", bytes("heic\0\0\0\0mif1heic"));
    // Built once to get its length, then again with the right offsets.
    int start = ftyp.length + meta(0, image, exif, xmp).length + 8;
    return joined(
        ftyp,
        meta(start, image, exif, xmp),
        box("mdat", joined(image, exif, xmp, unnamed)),
        box("uuid", bytes("0123456789abcdefSECRET")),
        box("free", bytes("SECRET")),
        box("mpvd", bytes("a film with SECRET")));
  }

  static byte[] image() {
    return bytes("the bits of the picture");
  }

  private static byte[] meta(int start, byte[] image, byte[] exif, byte[] xmp) {
    var items =
        joined(
            full("infe", 2, joined(shorts(1, 0), bytes("hvc1SECRET\0"))),
            full("infe", 2, joined(shorts(2, 0), bytes("Exif\0"))),
            full("infe", 2, joined(shorts(3, 0), bytes("mime\0application/rdf+xml\0"))));
    int second = start + image.length;
    var extents =
        joined(
            shorts(0x4400, 3),
            extent(1, start, image.length),
            extent(2, second, exif.length),
            extent(3, second + exif.length, xmp.length));
    return full(
        "meta",
        0,
        joined(
            full("hdlr", 0, joined(new byte[4], bytes("pict"), new byte[12], bytes("SECRET\0"))),
            full("pitm", 0, shorts(1)),
            full("iinf", 0, joined(shorts(3), items)),
            box(
                "iprp",
                joined(
                    box(
                        "ipco",
                        joined(
                            full("ispe", 0, new byte[8]), full("udes", 0, bytes("en\0SECRET\0")))),
                    full("ipma", 0, bytes("\0\0\0\1\0\1\1\1")))),
            full("iloc", 0, extents),
            box("xml ", bytes("SECRET"))));
  }

  private static byte[] extent(int id, int from, int length) {
    return ByteBuffer.allocate(14)
        .putShort((short) id)
        .putShort((short) 0)
        .putShort((short) 1)
        .putInt(from)
        .putInt(length)
        .array();
  }

  /** EXIF with an orientation and a GPS position. */
  static byte[] tiff(int orientation) {
    return joined(Orientation.tiff(orientation), bytes("GPS 38.7 N SECRET"));
  }

  private static byte[] segment(int marker, byte[] content) {
    return joined(new byte[] {(byte) 0xff, (byte) marker}, shorts(content.length + 2), content);
  }

  static byte[] chunk(String type, byte[] content) {
    var crc = new CRC32();
    crc.update(bytes(type));
    crc.update(content);
    return joined(
        ByteBuffer.allocate(4).putInt(content.length).array(),
        bytes(type),
        content,
        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static byte[] riff(String type, byte[] content) {
    var length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length);
    return joined(bytes(type), length.array(), content, new byte[content.length % 2]);
  }

  private static byte[] full(String type, int version, byte[] content) {
    return box(type, joined(new byte[] {(byte) version, 0, 0, 0}, content));
  }

  private static byte[] box(String type, byte[] content) {
    return joined(ByteBuffer.allocate(4).putInt(8 + content.length).array(), bytes(type), content);
  }

  private static byte[] shorts(int... values) {
    var all = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      all.putShort((short) value);
    }
    return all.array();
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
