package dev.madang.media.hostile;

import static dev.madang.media.hostile.DeviceFile.of;
import static dev.madang.media.hostile.DeviceFile.picture;
import static dev.madang.media.hostile.DeviceFile.rejected;
import static dev.madang.media.hostile.DeviceFile.turned;

import dev.madang.media.rendition.RejectionReason;
import java.awt.Color;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;

/** Files with what phones, cameras, browsers and editors write, built here. */
final class DeviceFiles {

  private static final String JPEG = "image/jpeg";
  private static final String PNG = "image/png";
  private static final String GIF = "image/gif";
  private static final String WEBP = "image/webp";
  private static final String HEIC = "image/heic";
  private static final String AVIF = "image/avif";

  /** sRGB's red, as Display P3 stores it. */
  private static final Color RED_IN_P3 = new Color(234, 51, 35);

  private static final Color RED = new Color(255, 0, 0);
  private static final byte[] P3 = IccProfile.displayP3("nobody");
  private static final byte[] SRGB_IN_NUMBERS = {0, 1, 0, 13, 0, 6, (byte) 0x80};
  private static final String GAIN_MAP_OF_APPLE = "urn:com:apple:photo:2020:aux:hdrgainmap";

  private DeviceFiles() {}

  static Stream<DeviceFile> all() {
    return Stream.of(jpegs(), jpegsWithMore(), pngs(), gifs(), webps(), heics(), avifs(), others())
        .flatMap(it -> it);
  }

  private static Stream<DeviceFile> orientations(String type, IntFunction<byte[]> file) {
    return IntStream.rangeClosed(1, 8)
        .mapToObj(it -> turned("orientation " + it, type, file.apply(it), it));
  }

  // JPEG

  private static Stream<DeviceFile> jpegs() {
    var grey = new Color(128, 128, 128);
    return Stream.concat(
        orientations(JPEG, it -> exif(Exif.of(it)).with(Picture.jpeg())),
        Stream.of(
            picture(
                "progressive", JPEG, Picture.jpeg(Picture.image(BufferedImage.TYPE_INT_RGB), true)),
            picture("a restart marker in each row", JPEG, Picture.encoded("picture-restart.jpg")),
            of("grayscale", JPEG, greyJpeg(grey), grey, grey, grey, grey),
            flat("CMYK of an editor", JPEG, inkJpeg(0, 255, 255, 0, false), new Color(235, 30, 35)),
            flat("YCCK of an editor", JPEG, inkJpeg(0, 255, 255, 0, true), new Color(235, 30, 35)),
            flat(
                "RGB without conversion",
                JPEG,
                rgbJpeg(new Color(10, 200, 90)),
                new Color(10, 200, 90)),
            flat("Display P3", JPEG, profile(P3, false).with(flatJpeg(RED_IN_P3)), RED),
            flat(
                "a profile in two segments in the wrong order, before EXIF",
                JPEG,
                profile(IccProfile.displayP3("x".repeat(30_000)), true)
                    .segment(0xE1, exifSegment(Exif.of(1)))
                    .with(flatJpeg(RED_IN_P3)),
                RED),
            picture("a profile that is cut", JPEG, cutProfile().with(Picture.jpeg())),
            turned(
                "EXIF of little endian with a thumbnail",
                JPEG,
                exif(Exif.of(6, ByteOrder.LITTLE_ENDIAN, flatJpeg(Color.BLUE)))
                    .with(Picture.jpeg()),
                6),
            picture("orientation 0", JPEG, exif(Exif.of(0)).with(Picture.jpeg())),
            picture("orientation 9", JPEG, exif(Exif.of(9)).with(Picture.jpeg())),
            picture("EXIF that is cut", JPEG, exif(Bytes.text("MM\0*\0\0")).with(Picture.jpeg())),
            picture("a scan header of zeros (Samsung)", JPEG, zeroScanHeader(Picture.jpeg())),
            picture("fill bytes before a marker", JPEG, fillBytes(Picture.jpeg()))));
  }

  private static Stream<DeviceFile> jpegsWithMore() {
    var main = Picture.jpeg();
    var other = flatJpeg(Color.BLUE);
    var video = video();
    return Stream.of(
        picture("Ultra HDR (Android 14)", JPEG, withSecondImage(main, other, ultraHdr())),
        picture("MPO of a stereo camera", JPEG, withSecondImage(main, other, new JpegFile())),
        picture(
            "MicroVideo (Pixel)",
            JPEG,
            Bytes.joined(
                xmp("GCamera:MicroVideo=\"1\" GCamera:MicroVideoOffset=\"" + video.length + "\"")
                    .with(main),
                video)),
        picture(
            "MotionPhoto (Android)",
            JPEG,
            Bytes.joined(
                xmp("GCamera:MotionPhoto=\"1\" Item:Length=\"" + video.length + "\"").with(main),
                video)),
        picture("motion photo with trailer (Samsung)", JPEG, Bytes.joined(main, seft(video))),
        picture("depth map in extended XMP (Google Camera)", JPEG, extendedXmp(30).with(main)),
        picture("a megabyte of maker notes", JPEG, makerNotes(16).with(main)),
        picture("zeros behind the end", JPEG, Bytes.joined(main, new byte[10_000])),
        picture("text behind the end", JPEG, Bytes.joined(main, Bytes.text("#1 2026 camera"))));
  }

  private static JpegFile exif(byte[] tiff) {
    return new JpegFile().segment(0xE1, exifSegment(tiff));
  }

  private static byte[] exifSegment(byte[] tiff) {
    return Bytes.joined(Bytes.text("Exif\0\0"), tiff);
  }

  private static JpegFile xmp(String attributes) {
    return new JpegFile()
        .segment(
            0xE1,
            Bytes.text(
                "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description "
                    + attributes
                    + "/></x:xmpmeta>"));
  }

  private static JpegFile ultraHdr() {
    return xmp("hdrgm:Version=\"1.0\" Item:Semantic=\"GainMap\"");
  }

  private static JpegFile extendedXmp(int segments) {
    var file = xmp("xmpNote:HasExtendedXMP=\"" + "A".repeat(32) + "\"");
    for (int i = 0; i < segments; i++) {
      var head = new Bytes().put("http://ns.adobe.com/xmp/extension/\0" + "A".repeat(32));
      head.u32(segments * 65_000L).u32(i * 65_000L).put("d".repeat(65_000));
      file.segment(0xE1, head.toArray());
    }
    return file;
  }

  private static JpegFile makerNotes(int segments) {
    var file = new JpegFile();
    IntStream.range(0, segments).forEach(it -> file.segment(0xE4, new byte[65_533]));
    return file;
  }

  /** Two pictures in one file, with the index of the Multi-Picture Format. */
  private static byte[] withSecondImage(byte[] first, byte[] second, JpegFile start) {
    var index = new Bytes().put("MPF\0").put("MM\0*").u32(8).u16(3);
    index.u16(0xB000).u16(7).u32(4).put("0100");
    index.u16(0xB001).u16(4).u32(1).u32(2);
    index.u16(0xB002).u16(7).u32(32).u32(50).u32(0);
    index.u32(0x030000).u32(first.length).u32(0).u32(0);
    index.u32(0).u32(second.length).u32(first.length).u32(0);
    return Bytes.joined(start.segment(0xE2, index.toArray()).with(first), second);
  }

  private static JpegFile profile(byte[] icc, boolean reversed) {
    int half = reversed ? icc.length / 2 : icc.length;
    var name = Bytes.text("ICC_PROFILE\0");
    int count = reversed ? 2 : 1;
    var first = Bytes.joined(name, new byte[] {1, (byte) count}, Bytes.slice(icc, 0, half));
    var second = Bytes.joined(name, new byte[] {2, 2}, Bytes.slice(icc, half, icc.length));
    var file = new JpegFile();
    return reversed ? file.segment(0xE2, second).segment(0xE2, first) : file.segment(0xE2, first);
  }

  private static JpegFile cutProfile() {
    var half = Arrays.copyOf(P3, P3.length / 2);
    return new JpegFile()
        .segment(0xE2, Bytes.joined(Bytes.text("ICC_PROFILE\0"), new byte[] {1, 1}, half));
  }

  /** First and last coefficient are 0, though a sequential scan has 0 to 63. */
  private static byte[] zeroScanHeader(byte[] jpeg) {
    int scan = scanOf(jpeg);
    int header = (jpeg[scan + 2] & 0xFF) << 8 | jpeg[scan + 3] & 0xFF;
    Arrays.fill(jpeg, scan + 2 + header - 3, scan + 2 + header, (byte) 0);
    return jpeg;
  }

  private static byte[] fillBytes(byte[] jpeg) {
    return Bytes.inserted(jpeg, scanOf(jpeg), new byte[] {(byte) 0xFF, (byte) 0xFF});
  }

  private static int scanOf(byte[] jpeg) {
    return Bytes.find(jpeg, "\u00FF\u00DA");
  }

  private static byte[] greyJpeg(Color grey) {
    return Picture.jpeg(filled(grey, BufferedImage.TYPE_BYTE_GRAY), false);
  }

  private static byte[] flatJpeg(Color colour) {
    return Picture.jpeg(filled(colour, BufferedImage.TYPE_INT_RGB), false);
  }

  /** Adobe's marker says that three components are red, green and blue. */
  private static byte[] rgbJpeg(Color colour) {
    return adobe(0).with(raster(colour.getRed(), colour.getGreen(), colour.getBlue()));
  }

  /** Inverted, as Adobe's applications store ink. */
  private static byte[] inkJpeg(int cyan, int magenta, int yellow, int black, boolean asYcck) {
    if (!asYcck) {
      return adobe(0).with(raster(255 - cyan, 255 - magenta, 255 - yellow, 255 - black));
    }
    double y = 0.299 * cyan + 0.587 * magenta + 0.114 * yellow;
    int blue = (int) Math.round(128 + 0.564 * (yellow - y));
    int red = (int) Math.round(128 + 0.713 * (cyan - y));
    return adobe(2).with(raster((int) Math.round(y), blue, red, 255 - black));
  }

  private static JpegFile adobe(int transform) {
    return new JpegFile()
        .segment(0xEE, new Bytes().put("Adobe").u16(100).u16(0).u16(0).u8(transform).toArray());
  }

  private static byte[] raster(int... sample) {
    var raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, Picture.WIDTH, Picture.HEIGHT, sample.length, null);
    for (int y = 0; y < Picture.HEIGHT; y++) {
      for (int x = 0; x < Picture.WIDTH; x++) {
        raster.setPixel(x, y, sample);
      }
    }
    return Picture.written(new IIOImage(raster, null, null), "jpeg", false);
  }

  private static byte[] video() {
    return Bytes.joined(
        Heif.fileType("mp42", "isom", "mp42"),
        Heif.box("moov", new byte[200]),
        Heif.box("mdat", new byte[5_000]));
  }

  /** Samsung's trailer: blocks of data, a directory of them, its length and a name. */
  private static byte[] seft(byte[] video) {
    var name = "MotionPhoto_Data";
    var block = new Bytes().u16le(0).u16le(0x0A30).u32le(name.length()).put(name).put(video);
    int length = block.toArray().length;
    var directory = new Bytes().put("SEFH").u32le(107).u32le(1);
    directory.u16le(0).u16le(0x0A30).u32le(length).u32le(length);
    return Bytes.joined(
        block.toArray(),
        directory.toArray(),
        new Bytes().u32le(directory.toArray().length).put("SEFT").toArray());
  }

  // PNG

  private static Stream<DeviceFile> pngs() {
    var p3 = Bytes.joined(Bytes.text("P3\0\0"), deflated(P3));
    var rgb = Picture.png();
    var red = written(filled(RED_IN_P3, BufferedImage.TYPE_INT_RGB), PNG, false);
    return Stream.concat(
        orientations(PNG, it -> Png.with(rgb, "eXIf", Exif.of(it))),
        Stream.of(
            picture("a screenshot", PNG, rgb),
            picture("alpha", PNG, written(Picture.image(BufferedImage.TYPE_INT_ARGB), PNG, false)),
            picture("palette", PNG, written(Picture.indexed(), PNG, false)),
            of(
                "palette with a transparent color",
                PNG,
                palettePng(),
                Color.WHITE,
                Picture.QUARTERS.get(1),
                Picture.QUARTERS.get(2),
                Picture.QUARTERS.get(3)),
            picture("16 bits", PNG, deepPng(false)),
            picture("16 bits with alpha", PNG, deepPng(true)),
            picture(
                "interlaced", PNG, written(Picture.image(BufferedImage.TYPE_INT_RGB), PNG, true)),
            of("one bit", PNG, bitPng(), Color.BLACK, Color.WHITE, Color.BLACK, Color.WHITE),
            flat("Display P3 (iPhone screenshot)", PNG, Png.with(red, "iCCP", p3), RED),
            picture("animated", PNG, animatedPng(rgb)),
            picture(
                "a tag of HDR colors that says sRGB",
                PNG,
                Png.with(rgb, "cICP", new byte[] {1, 13, 0, 1}))));
  }

  private static byte[] palettePng() {
    var palette = new Bytes();
    Picture.QUARTERS.forEach(it -> palette.u8(it.getRed()).u8(it.getGreen()).u8(it.getBlue()));
    var rows = new Bytes();
    for (int y = 0; y < Picture.HEIGHT; y++) {
      rows.u8(0);
      for (int x = 0; x < Picture.WIDTH; x++) {
        rows.u8(Picture.QUARTERS.indexOf(Picture.colour(x, y)));
      }
    }
    return Png.of(Picture.WIDTH, Picture.HEIGHT, 8, 3, false)
        .chunk("PLTE", palette.toArray())
        .chunk("tRNS", new byte[] {0})
        .chunk("IDAT", deflated(rows.toArray()))
        .end();
  }

  private static byte[] deepPng(boolean alpha) {
    var rows = new Bytes();
    for (int y = 0; y < Picture.HEIGHT; y++) {
      rows.u8(0);
      for (int x = 0; x < Picture.WIDTH; x++) {
        var colour = Picture.colour(x, y);
        rows.u16(colour.getRed() * 257).u16(colour.getGreen() * 257).u16(colour.getBlue() * 257);
        if (alpha) {
          rows.u16(0xFFFF);
        }
      }
    }
    return Png.of(Picture.WIDTH, Picture.HEIGHT, 16, alpha ? Png.RGBA : Png.RGB, false)
        .chunk("IDAT", deflated(rows.toArray()))
        .end();
  }

  private static byte[] bitPng() {
    var row = new byte[1 + Picture.WIDTH / 8];
    Arrays.fill(row, 1 + Picture.WIDTH / 16, row.length, (byte) 0xFF);
    var rows = new Bytes();
    IntStream.range(0, Picture.HEIGHT).forEach(it -> rows.put(row));
    return Png.of(Picture.WIDTH, Picture.HEIGHT, 1, Png.GREY, false)
        .chunk("IDAT", deflated(rows.toArray()))
        .end();
  }

  /** A first frame that is the picture, and a second one of nothing. */
  private static byte[] animatedPng(byte[] png) {
    var control = new Bytes().u32(0).u32(Picture.WIDTH).u32(Picture.HEIGHT).u32(0).u32(0);
    var first = control.u16(1).u16(10).u16(0).toArray();
    return Png.with(Png.with(png, "fcTL", first), "acTL", new Bytes().u32(1).u32(0).toArray());
  }

  // GIF

  private static Stream<DeviceFile> gifs() {
    var one = Picture.gif();
    var body = frameOf(one);
    var start = Bytes.slice(one, 0, one.length - body.length - 1);
    return Stream.of(
        picture("one image", GIF, one),
        picture("interlaced", GIF, written(Picture.indexed(), GIF, true)),
        picture("two thousand frames (a screen recording)", GIF, repeated(start, body, 2_000)),
        new DeviceFile(
            "a first frame that is smaller than the canvas",
            GIF,
            onLargerCanvas(one.clone(), body.length),
            new DeviceFile.Shown(
                2 * Picture.WIDTH,
                2 * Picture.HEIGHT,
                Picture.QUARTERS.stream().map(DeviceFiles::aQuarterOnWhite).toList())),
        picture("an animation that ends in its second frame", GIF, secondFrameCut(start, body)));
  }

  private static byte[] frameOf(byte[] gif) {
    return Bytes.slice(gif, imageOf(gif), gif.length - 1);
  }

  /** The JDK writes a control extension before the image. */
  private static int imageOf(byte[] gif) {
    int colours = 3 << (gif[10] & 7) + 1;
    int at = 13 + colours;
    while (gif[at] != 0x2C) {
      at += 2;
      while (gif[at] != 0) {
        at += 1 + (gif[at] & 0xFF);
      }
      at++;
    }
    return at;
  }

  private static byte[] repeated(byte[] start, byte[] frame, int count) {
    var all = new Bytes().put(start);
    IntStream.range(0, count).forEach(it -> all.put(frame));
    return all.u8(0x3B).toArray();
  }

  private static byte[] secondFrameCut(byte[] start, byte[] frame) {
    return Bytes.joined(start, frame, Arrays.copyOf(frame, frame.length / 2));
  }

  private static byte[] onLargerCanvas(byte[] gif, int frameLength) {
    int image = gif.length - 1 - frameLength;
    var canvas = new Bytes().u16le(2 * Picture.WIDTH).u16le(2 * Picture.HEIGHT).toArray();
    var place = new Bytes().u16le(Picture.WIDTH / 2).u16le(Picture.HEIGHT / 2).toArray();
    System.arraycopy(canvas, 0, gif, 6, 4);
    System.arraycopy(place, 0, gif, image + 1, 4);
    return gif;
  }

  private static Color aQuarterOnWhite(Color colour) {
    return DeviceFile.mean(List.of(colour, Color.WHITE, Color.WHITE, Color.WHITE));
  }

  // WebP

  private static Stream<DeviceFile> webps() {
    var lossy = Picture.encoded("picture.webp");
    int width = Picture.WIDTH;
    int height = Picture.HEIGHT;
    return Stream.concat(
        orientations(
            WEBP,
            it ->
                Webp.extended(Webp.EXIF, width, height)
                    .pixels(lossy)
                    .chunk("EXIF", Exif.of(it))
                    .end()),
        Stream.of(
            picture("lossy", WEBP, lossy),
            picture("lossless", WEBP, Picture.encoded("picture-lossless.webp")),
            picture(
                "animated, two thousand frames",
                WEBP,
                animation(Webp.animated(width, height), lossy, 2_000, 0, 0)),
            new DeviceFile(
                "a first frame that is smaller than the canvas",
                WEBP,
                animation(Webp.animated(2 * width, 2 * height), lossy, 1, width / 2, height / 2),
                new DeviceFile.Shown(
                    2 * width,
                    2 * height,
                    Picture.QUARTERS.stream().map(DeviceFiles::aQuarterOnWhite).toList())),
            turned(
                "an animation with EXIF behind its frames",
                WEBP,
                animated(Webp.extended(Webp.EXIF | 2, width, height), lossy, 3)
                    .chunk("EXIF", Exif.of(6))
                    .end(),
                6),
            picture(
                "metadata of an editor",
                WEBP,
                Webp.extended(Webp.XMP, width, height)
                    .pixels(lossy)
                    .chunk("XMP ", Bytes.text("<x:xmpmeta/>"))
                    .end())));
  }

  private static byte[] animation(Webp webp, byte[] pixels, int frames, int left, int top) {
    IntStream.range(0, frames).forEach(it -> webp.frame(pixels, left, top));
    return webp.end();
  }

  private static Webp animated(Webp webp, byte[] pixels, int frames) {
    webp.chunk("ANIM", new Bytes().u32le(0).u16le(0).toArray());
    IntStream.range(0, frames).forEach(it -> webp.frame(pixels, 0, 0));
    return webp;
  }

  // HEIC and AVIF

  private static Stream<DeviceFile> heics() {
    var still = "picture.heic";
    var heif = HeifItems.heic();
    heif.picture(still);
    return Stream.concat(
        heifs(HEIC, still, HeifItems::heic),
        Stream.of(
            newer("one EXIF for the image and its HDR variant (iPhone with iOS 18)", sharedExif()),
            newer(
                "one gain map for the image and its HDR variant (iPhone 15 and later)",
                sharedGainMap()),
            newer("one thumbnail for two images", sharedThumbnail()),
            picture("gain map and depth map (iPhone)", HEIC, gainMap()),
            picture("10 bits", HEIC, one(HeifItems.heic(), "picture-10bit.heic")),
            picture("a burst (brand hevc)", HEIC, one(HeifItems.of("hevc", "mif1", "heic"), still)),
            picture("brand mif1", HEIC, one(HeifItems.of("mif1", "mif1", "heic"), still)),
            picture("brand heix", HEIC, one(HeifItems.of("heix", "mif1", "heix", "heic"), still)),
            picture("brand msf1", HEIC, one(HeifItems.of("msf1", "mif1", "heic"), still)),
            picture("brand miaf", HEIC, one(HeifItems.of("miaf", "mif1", "heic"), still)),
            picture("declared as HEIF", "image/heif", one(HeifItems.heic(), still)),
            picture(
                "motion photo (Samsung)",
                HEIC,
                Bytes.joined(heif.end(), Heif.box("mpvd", video()), seft(video()))),
            rejected(
                "a sequence without a still image",
                HEIC,
                Bytes.joined(
                    Heif.fileType("hevc", "hevc", "msf1"),
                    Heif.box("moov", new byte[100]),
                    Heif.box("mdat", new byte[100])),
                RejectionReason.UNSUPPORTED_TYPE)));
  }

  private static Stream<DeviceFile> avifs() {
    var still = "picture.avif";
    var sequence = HeifItems.of("avis", "avis", "msf1", "avif", "mif1", "miaf");
    int picture = sequence.picture(still);
    var config = HeifItems.boxOf(Picture.encoded(still), "av1C");
    return Stream.concat(
        heifs(AVIF, still, HeifItems::avif),
        Stream.of(
            picture(
                "animated (brand avis)",
                AVIF,
                sequence.exif(Exif.of(1), picture).end(HeifItems.track(config, 600, 100))),
            picture("brand mif1", AVIF, one(HeifItems.of("mif1", "mif1", "avif"), still)),
            rejected(
                "an animation without a still image",
                AVIF,
                Bytes.joined(
                    Heif.fileType("avis", "avis", "msf1"),
                    HeifItems.track(config, 600, 100),
                    Heif.box("mdat", new byte[100])),
                RejectionReason.UNSUPPORTED_TYPE)));
  }

  private interface Container {
    HeifItems get();
  }

  private static Stream<DeviceFile> heifs(String type, String still, Container container) {
    var both = container.get();
    both.exif(Exif.of(6), both.picture(still, HeifItems.rotation(3)));
    var exifOnly = container.get();
    exifOnly.exif(Exif.of(6), exifOnly.picture(still));
    return Stream.concat(
        orientations(type, it -> one(container.get(), still, HeifItems.oriented(it))),
        Stream.of(
            turned("a rotation that EXIF repeats", type, both.end(), 6),
            picture("a rotation in EXIF only, which does not count", type, exifOnly.end()),
            new DeviceFile(
                "Display P3, with two color boxes",
                type,
                one(
                    container.get(),
                    still,
                    HeifItems.profile(P3),
                    Heif.box("colr", Bytes.joined(Bytes.text("nclx"), SRGB_IN_NUMBERS))),
                new DeviceFile.Shown(
                    Picture.WIDTH,
                    Picture.HEIGHT,
                    Picture.QUARTERS.stream().map(DeviceFiles::fromP3).toList())),
            picture("a grid of one tile", type, grid(container.get(), still, 1)),
            new DeviceFile(
                "a grid of two tiles",
                type,
                grid(container.get(), still, 2),
                new DeviceFile.Shown(
                    2 * Picture.WIDTH,
                    Picture.HEIGHT,
                    List.of(half(0), half(0), half(2), half(2)))),
            picture("a thumbnail", type, thumbnail(container.get(), still)),
            picture("XMP", type, xmpItem(container.get(), still))));
  }

  private static Color fromP3(Color color) {
    var space = new ICC_ColorSpace(ICC_Profile.getInstance(P3));
    float[] rgb = space.toRGB(color.getRGBColorComponents(null));
    return new Color(rgb[0], rgb[1], rgb[2]);
  }

  private static Color half(int first) {
    return DeviceFile.mean(Picture.QUARTERS.subList(first, first + 2));
  }

  private static byte[] one(HeifItems heif, String still, byte[]... properties) {
    heif.picture(still, properties);
    return heif.end();
  }

  private static byte[] grid(HeifItems heif, String still, int columns) {
    int width = columns * Picture.WIDTH;
    int grid =
        heif.inMetadata(
            "grid",
            HeifItems.grid(1, columns, width, Picture.HEIGHT),
            HeifItems.size(width, Picture.HEIGHT));
    int[] tiles = IntStream.range(0, columns).map(it -> heif.picture(still)).toArray();
    return heif.refer("dimg", grid, tiles).exif(Exif.of(1), grid).end();
  }

  private static byte[] thumbnail(HeifItems heif, String still) {
    int image = heif.picture(still);
    return heif.refer("thmb", heif.picture(still), image).end();
  }

  private static byte[] xmpItem(HeifItems heif, String still) {
    int image = heif.picture(still);
    return heif.refer("cdsc", heif.hidden("mime", Bytes.text("<x:xmpmeta/>")), image).end();
  }

  private static byte[] gainMap() {
    var heif = HeifItems.heic();
    int image = heif.picture("picture.heic");
    int gain = heif.picture("picture.heic", HeifItems.auxiliary(GAIN_MAP_OF_APPLE));
    int depth = heif.picture("picture.heic", HeifItems.auxiliary("urn:mpeg:hevc:2015:auxid:2"));
    heif.refer("auxl", gain, image).refer("auxl", depth, image);
    return heif.refer("cdsc", heif.hidden("mime", Bytes.text("<x:xmpmeta/>")), gain)
        .exif(Exif.of(1), image)
        .end();
  }

  private static byte[] sharedExif() {
    var heif = HeifItems.heic();
    int image = heif.picture("picture.heic");
    int gain = heif.picture("picture.heic", HeifItems.auxiliary(GAIN_MAP_OF_APPLE));
    int variant = toneMapped(heif, image, gain);
    return heif.exif(Exif.of(1), image, variant).end();
  }

  private static byte[] sharedGainMap() {
    var heif = HeifItems.heic();
    int image = heif.picture("picture.heic");
    int gain = heif.picture("picture.heic", HeifItems.auxiliary(GAIN_MAP_OF_APPLE));
    int variant = heif.picture("picture.heic");
    return heif.refer("auxl", gain, image, variant).end();
  }

  private static byte[] sharedThumbnail() {
    var heif = HeifItems.heic();
    int image = heif.picture("picture.heic");
    int other = heif.picture("picture.heic");
    return heif.refer("thmb", heif.picture("picture.heic"), image, other).end();
  }

  /** ISO 21496-1: a derived image of a base image and a gain map. */
  private static int toneMapped(HeifItems heif, int image, int gain) {
    int variant =
        heif.inMetadata("tmap", new byte[62], HeifItems.size(Picture.WIDTH, Picture.HEIGHT));
    heif.refer("dimg", variant, image, gain);
    return variant;
  }

  private static DeviceFile newer(String name, byte[] bytes) {
    return new DeviceFile(name, HEIC, bytes, new DeviceFile.ShownByNewLibheif(DeviceFile.shown(1)));
  }

  // What is none of these

  private static Stream<DeviceFile> others() {
    var unsupported = RejectionReason.UNSUPPORTED_TYPE;
    return Stream.of(
        rejected("Live Photo's video", HEIC, Heif.fileType("qt  ", "qt  "), unsupported),
        rejected("a raw photo (Canon CR3)", HEIC, Heif.fileType("crx ", "isom"), unsupported),
        rejected("a raw photo (DNG)", JPEG, Bytes.text("II*\0\b\0\0\0"), unsupported),
        rejected(
            "JPEG XL",
            JPEG,
            new Bytes().u32(12).put("JXL ").u32(0x0D0A870A).toArray(),
            unsupported),
        rejected("a JPEG named .heic", HEIC, Picture.jpeg(), RejectionReason.TYPE_MISMATCH));
  }

  // Helpers

  private static DeviceFile flat(String name, String type, byte[] bytes, Color colour) {
    return of(name, type, bytes, colour, colour, colour, colour);
  }

  private static BufferedImage filled(Color colour, int type) {
    var image = new BufferedImage(Picture.WIDTH, Picture.HEIGHT, type);
    if (type == BufferedImage.TYPE_BYTE_GRAY) {
      // setRGB() converts from sRGB to the linear gray of the JDK.
      Arrays.fill(
          ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), (byte) colour.getRed());
      return image;
    }
    for (int y = 0; y < Picture.HEIGHT; y++) {
      for (int x = 0; x < Picture.WIDTH; x++) {
        image.setRGB(x, y, colour.getRGB());
      }
    }
    return image;
  }

  private static byte[] written(BufferedImage image, String type, boolean interlaced) {
    return Picture.written(
        new IIOImage(image, null, null), type.substring("image/".length()), interlaced);
  }

  private static byte[] deflated(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
