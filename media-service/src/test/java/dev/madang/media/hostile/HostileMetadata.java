package dev.madang.media.hostile;

import static dev.madang.media.hostile.HostileFile.MARK;
import static dev.madang.media.hostile.HostileFile.anyOutcome;

import java.util.Arrays;
import java.util.stream.Stream;

/** Valid images with private or malicious metadata. */
final class HostileMetadata {

  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int PHOTOSHOP = 0xED;
  private static final int FULL = 65_533;
  private static final String XMP_NAME = "http://ns.adobe.com/xap/1.0/\0";

  private HostileMetadata() {}

  static Stream<HostileFile> all() {
    return Stream.of(exif(), profiles(), texts(), xmp()).flatMap(it -> it);
  }

  private static Stream<HostileFile> exif() {
    return Stream.of(
            new Block("a GPS position", gpsPosition(8)),
            new Block("a directory that links to itself", loop(8, 8)),
            new Block("a directory that contains itself", recursive()),
            new Block("an endless chain of directories", endless()),
            new Block("a tag of four gigabytes", giantTag()),
            new Block("no directory", new Bytes().put("MM\0*").u32(0xFFFFFFF0L).toArray()),
            new Block("nothing", new byte[0]))
        .flatMap(block ->
            Stream.of(
                anyOutcome(
                    "a JPEG whose EXIF has " + block.name, "image/jpeg", jpegWith(block.tiff)),
                anyOutcome(
                    "a PNG whose EXIF has " + block.name,
                    "image/png",
                    Png.smallWith("eXIf", block.tiff)),
                anyOutcome(
                    "a WebP whose EXIF has " + block.name,
                    "image/webp",
                    webp(Webp.EXIF).small().chunk("EXIF", block.tiff).end())));
  }

  private record Block(String name, byte[] tiff) {}

  private static byte[] jpegWith(byte[] tiff) {
    return new JpegFile().segment(APP1, Bytes.joined(Bytes.text("Exif\0\0"), tiff)).small();
  }

  /** An author and a GPS position (Namsan, Seoul). */
  private static byte[] gpsPosition(int at) {
    return directories(at)
        .u16(2)
        .put(entry(0x010F, 2, MARK.length(), 60))
        .put(entry(0x8825, 4, 1, 38))
        .u32(0)
        .u16(1)
        .put(entry(0x0001, 2, 2, 0x4E000000L))
        .u32(0)
        .put(new byte[4])
        .put(MARK)
        .toArray();
  }

  private static byte[] loop(int at, int next) {
    return directories(at).u16(1).put(entry(0x0112, 3, 1, 1 << 16)).u32(next).toArray();
  }

  private static byte[] recursive() {
    return directories(8)
        .u16(2)
        .put(entry(0x8769, 4, 1, 8))
        .put(entry(0x8825, 4, 1, 8))
        .u32(8)
        .toArray();
  }

  private static byte[] endless() {
    var all = directories(8);
    for (int at = 14; all.toArray().length < 60_000; at += 6) {
      all.u16(0).u32(at);
    }
    return all.toArray();
  }

  private static byte[] giantTag() {
    return directories(8)
        .u16(2)
        .put(entry(0x010F, 2, 0xFFFFFFFFL, 8))
        .put(entry(0x9286, 5, 0x20000001L, 8))
        .u32(0)
        .toArray();
  }

  private static Bytes directories(int first) {
    return new Bytes().put("MM\0*").u32(first);
  }

  private static byte[] entry(int tag, int type, long count, long value) {
    return new Bytes().u16(tag).u16(type).u32(count).u32(value).toArray();
  }

  private static Stream<HostileFile> profiles() {
    var claims = profile(0xFFFFFFFFL, 128);
    var many = profile(500, 16_384);
    var table = profile(1, 1 << 20);
    var zeros = Bytes.joined(Bytes.text(MARK + "\0\0"), Bytes.deflatedZeros(100 << 20));
    var packed = Bytes.joined(Bytes.text("icc\0\0"), deflated(many));
    return Stream.of(
        anyOutcome(
            "a JPEG whose profile has more tags than bytes", "image/jpeg", jpegProfile(claims)),
        anyOutcome("a JPEG whose profile has 500 tags", "image/jpeg", jpegProfile(many)),
        anyOutcome("a JPEG whose profile is a megabyte", "image/jpeg", jpegProfile(table)),
        anyOutcome("a JPEG with a profile of 255 parts, one there", "image/jpeg", oneOf255()),
        anyOutcome(
            "a WebP whose profile has more tags than bytes",
            "image/webp",
            webp(Webp.PROFILE).chunk("ICCP", claims).small().end()),
        anyOutcome(
            "a WebP whose profile is a megabyte",
            "image/webp",
            webp(Webp.PROFILE).chunk("ICCP", table).small().end()),
        anyOutcome(
            "a PNG whose profile unpacks to 100 MiB", "image/png", Png.smallWith("iCCP", zeros)),
        anyOutcome("a PNG whose profile has 500 tags", "image/png", Png.smallWith("iCCP", packed)));
  }

  /** The header of an RGB display profile and a list of tags that all point to its end. */
  private static byte[] profile(long tags, int length) {
    var header =
        new Bytes()
            .u32(length)
            .put("lcms")
            .u32(0x04300000L)
            .put("mntrRGB XYZ ")
            .put(new byte[12])
            .put("acsp")
            .put(new byte[88])
            .u32(tags);
    for (int tag = 0; tag < Math.min(tags, 1000); tag++) {
      header.put("A2B0").u32(Math.max(0, length - 64)).u32(0xFFFFFF00L);
    }
    return Arrays.copyOf(header.toArray(), length);
  }

  private static byte[] jpegProfile(byte[] profile) {
    var file = new JpegFile();
    int most = FULL - 14;
    int parts = (profile.length + most - 1) / most;
    for (int part = 0; part < parts; part++) {
      var content = Bytes.slice(profile, part * most, Math.min(profile.length, (part + 1) * most));
      file.segment(APP2, part(part + 1, parts, content));
    }
    return file.small();
  }

  private static byte[] oneOf255() {
    return new JpegFile().segment(APP2, part(200, 255, profile(1, 1000))).small();
  }

  private static byte[] part(int number, int of, byte[] content) {
    return new Bytes().put("ICC_PROFILE\0").u8(number).u8(of).put(content).toArray();
  }

  private static byte[] deflated(byte[] content) {
    var deflater = new java.util.zip.Deflater();
    deflater.setInput(content);
    deflater.finish();
    var packed = new byte[content.length + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  private static Stream<HostileFile> texts() {
    var zeros = Bytes.deflatedZeros(200 << 20);
    var chunk = Bytes.joined(Bytes.text(MARK + "\0\0"), zeros);
    var international = Bytes.joined(Bytes.text(MARK + "\0\1\0en\0\0"), zeros);
    var many = Png.of(8, 8, 8, Png.GREY, false);
    for (int text = 0; text < 20_000; text++) {
      many.chunk("tEXt", Bytes.text("k" + text + "\0" + MARK));
    }
    return Stream.of(
        anyOutcome(
            "a PNG whose zTXt unpacks to 200 MiB", "image/png", Png.smallWith("zTXt", chunk)),
        anyOutcome(
            "a PNG whose iTXt unpacks to 200 MiB",
            "image/png",
            Png.smallWith("iTXt", international)),
        anyOutcome("a PNG of 20 000 texts", "image/png", many.black(72).end()));
  }

  private static Stream<HostileFile> xmp() {
    var page = Bytes.text("<x:xmpmeta>" + MARK.repeat(500_000) + "</x:xmpmeta>");
    var file = new JpegFile();
    for (int part = 0; part < 100; part++) {
      var name = Bytes.text(XMP_NAME);
      file.segment(APP1, Bytes.joined(name, Bytes.slice(page, 0, FULL - name.length)));
    }
    file.segment(PHOTOSHOP, Bytes.text("Photoshop 3.0\0" + "8BIM\4\4" + MARK));
    return Stream.of(
        anyOutcome("a JPEG with 6 MB of XMP", "image/jpeg", file.small()),
        anyOutcome(
            "a PNG with 7 MB of XMP",
            "image/png",
            Png.smallWith("iTXt", Bytes.joined(Bytes.text("XML:com.adobe.xmp\0\0\0\0\0"), page))),
        anyOutcome(
            "a WebP with 7 MB of XMP",
            "image/webp",
            webp(Webp.XMP).small().chunk("XMP ", page).end()));
  }

  private static Webp webp(int flags) {
    return Webp.extended(flags, SampleImage.SIDE, SampleImage.SIDE);
  }
}
