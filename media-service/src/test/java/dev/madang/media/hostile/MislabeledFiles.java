package dev.madang.media.hostile;

import static dev.madang.media.hostile.HostileFile.MARK;
import static dev.madang.media.hostile.HostileFile.anyOutcome;
import static dev.madang.media.hostile.HostileFile.rejected;
import static dev.madang.media.rendition.RejectionReason.TYPE_MISMATCH;
import static dev.madang.media.rendition.RejectionReason.UNSUPPORTED_TYPE;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Files whose content differs from their declared type, and polyglot files. */
final class MislabeledFiles {

  private static final String SCRIPT = "<script>alert('" + MARK + "')</script>";

  private MislabeledFiles() {}

  /** Each image type, declared as each other type. */
  static Stream<HostileFile> wrongTypes() {
    return Stream.of(SampleImage.values())
        .flatMap(image ->
            Stream.concat(
                    Stream.of(SampleImage.values())
                        .filter(other -> other != image)
                        .map(SampleImage::contentType),
                    Stream.of(
                        "",
                        "image/svg+xml",
                        "application/pdf",
                        "image/tiff",
                        "text/html",
                        "IMAGE",
                        "\u0000"))
                .map(name ->
                    rejected(image + " declared as " + name, name, image.bytes(), TYPE_MISMATCH)));
  }

  /** Unsupported files, declared as each image type. */
  static Stream<HostileFile> unsupported() {
    return unsupportedByName().entrySet().stream()
        .flatMap(file ->
            Stream.of(SampleImage.values())
                .map(image ->
                    rejected(
                        file.getKey() + " declared as " + image,
                        image.contentType(),
                        file.getValue(),
                        UNSUPPORTED_TYPE)));
  }

  private static Map<String, byte[]> unsupportedByName() {
    var all = new LinkedHashMap<String, byte[]>();
    all.put("nothing", new byte[0]);
    for (int first : new int[] {0, 0x42, 0x47, 0x89, 0xFF}) {
      all.put("the one byte " + first, new byte[] {(byte) first});
    }
    all.put("a text", Bytes.text("I am photo.jpg"));
    all.put(
        "an SVG",
        Bytes.text(
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\""
                + " height=\"8\"><image href=\"file:///etc/passwd\"/></svg>"));
    all.put("a PDF", pdf());
    all.put("a TIFF", encoded("tiff"));
    all.put("a BMP", encoded("bmp"));
    all.put("a Photoshop file", photoshop());
    all.put("an MP4", Heif.fileType("isom", "isom", "iso2", "mp41"));
    all.put("a QuickTime video", Heif.fileType("qt  ", "qt  "));
    all.put(
        "a WAVE", new Bytes().put("RIFF").u32le(36).put("WAVEfmt ").put(new byte[28]).toArray());
    all.put("a ZIP", zip());
    all.put("JPEG XL", new Bytes().u16(0xFF0A).put(new byte[64]).toArray());
    all.put("a JPEG 2000", Heif.box("jP  ", new Bytes().u32(0x0D0A870AL).toArray()));
    all.put("a netpbm image", Bytes.text("P6 8 8 255 " + "x".repeat(192)));
    all.put("a file of libvips", new Bytes().u32(0x08F2A6B6L).put(new byte[128]).toArray());
    all.put("an ImageMagick script", Bytes.text("push graphic-context\nimage over 0,0 0,0 'x'\n"));
    return all;
  }

  /** Files that are valid in two formats. */
  static Stream<HostileFile> polyglots() {
    var comment = Bytes.text("*/" + SCRIPT + "/*");
    var archive = zip();
    return Stream.of(
        // The width reads as the start of a comment in JavaScript.
        anyOutcome(
            "a GIF that is a script",
            "image/gif",
            Bytes.joined(
                Gif.of(0x2A2F, 64).comment(MARK).pixel().end(), Bytes.text("*/=1;alert(1)"))),
        anyOutcome(
            "a GIF with a script in its comment",
            "image/gif",
            Gif.of(8, 8).comment(SCRIPT).frame(8, 8, 64).end()),
        anyOutcome(
            "a JPEG that is a ZIP", "image/jpeg", Bytes.joined(SampleImage.JPEG.bytes(), archive)),
        anyOutcome(
            "a JPEG with a ZIP in its comment",
            "image/jpeg",
            new JpegFile().segment(0xFE, archive).small()),
        anyOutcome(
            "a JPEG with a script in its comment",
            "image/jpeg",
            new JpegFile().segment(0xFE, comment).small()),
        anyOutcome(
            "a JPEG that is a PDF",
            "image/jpeg",
            Bytes.joined(new JpegFile().segment(0xFE, pdf()).small(), pdf())),
        rejected(
            "a PDF with a JPEG in it",
            "image/jpeg",
            Bytes.joined(pdf(), SampleImage.JPEG.bytes()),
            UNSUPPORTED_TYPE),
        anyOutcome(
            "a PNG that is an HTML page",
            "image/png",
            Bytes.joined(
                Png.smallWith("tEXt", Bytes.joined(Bytes.text("Comment\0"), comment)),
                Bytes.text(SCRIPT))),
        anyOutcome(
            "a PNG that is a ZIP", "image/png", Bytes.joined(SampleImage.PNG.bytes(), archive)),
        anyOutcome(
            "a WebP with HTML in a chunk",
            "image/webp",
            Webp.plain().small().chunk("HTML", Bytes.text(SCRIPT)).end()),
        anyOutcome(
            "a JPEG with a JPEG behind it",
            "image/jpeg",
            Bytes.joined(SampleImage.JPEG.bytes(), SampleImage.JPEG.bytes())),
        anyOutcome(
            "a JPEG with a PNG behind it",
            "image/jpeg",
            Bytes.joined(SampleImage.JPEG.bytes(), SampleImage.PNG.bytes())));
  }

  /** ISO media files with contradictory brands. */
  static Stream<HostileFile> brands() {
    return Stream.of(SampleImage.HEIC, SampleImage.AVIF)
        .flatMap(small -> Stream.of("image/heic", "image/avif").flatMap(it -> brands(small, it)));
  }

  private static Stream<HostileFile> brands(SampleImage small, String contentType) {
    var fileTypes = new LinkedHashMap<String, byte[]>();
    fileTypes.put("a video too", Heif.fileType("mif1", "heic", "mp42", "isom"));
    fileTypes.put("the other type", Heif.fileType("avif", "heic"));
    fileTypes.put("the other type first", Heif.fileType("heic", "avif"));
    fileTypes.put("a video first", Heif.fileType("qt  ", "heic", "avif"));
    fileTypes.put("nothing", Heif.fileType("\0\0\0\0"));
    fileTypes.put("sequences", Heif.fileType("hevc", "avis", "msf1"));
    fileTypes.put("a thousand brands", Heif.fileType("heic", "xxxx".repeat(1000)));
    fileTypes.put("of no length", new Bytes().u32(0).put("ftypheic").u32(0).put("mif1").toArray());
    fileTypes.put(
        "of a long length",
        new Bytes().u32(1).put("ftyp").u32(0).u32(24).put("heic").u32(0).toArray());
    fileTypes.put(
        "of the longest length",
        new Bytes().u32(0xFFFFFFFFL).put("ftypavif").u32(0).put("mif1").toArray());
    return fileTypes.entrySet().stream()
        .map(box ->
            anyOutcome(
                "%s with brands: %s".formatted(small, box.getKey()),
                contentType,
                Heif.branded(small, box.getValue())));
  }

  private static byte[] pdf() {
    return Bytes.text("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% " + MARK + "\n%%EOF\n");
  }

  private static byte[] photoshop() {
    return new Bytes()
        .put("8BPS")
        .u16(1)
        .put(new byte[6])
        .u16(3)
        .u32(8)
        .u32(8)
        .u16(8)
        .u16(3)
        .put(new byte[300])
        .toArray();
  }

  private static byte[] zip() {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(MARK + ".class"));
      zip.write(Bytes.text(SCRIPT));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static byte[] encoded(String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
