package dev.madang.media.rendition.decoder;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bindings to the needed functions of libvips, made with the JDK's linker. Configured for hostile
 * input: all loaders but five are blocked, nothing is cached, one worker.
 */
@SuppressWarnings("restricted") // calls C
final class Libvips {

  private static final List<String> LOADERS =
      List.of(
          "VipsForeignLoadJpeg",
          "VipsForeignLoadPng",
          "VipsForeignLoadWebp",
          "VipsForeignLoadNsgif",
          "VipsForeignLoadHeif");
  private static final int SIZE_DOWN = 2;
  private static final int CROP_CENTRE = 1;
  private static final int SRGB = 22;
  private static final int LONGEST_MESSAGE = 4096;
  private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
  private static final Pattern LIBHEIF = Pattern.compile("/\\S*/libheif[^/\\s]*\\.so[.0-9]*$");

  private final Linker linker = Linker.nativeLinker();
  private final Arena forever = Arena.global();
  private final SymbolLookup symbols;
  private final int version;

  private final MethodHandle open;
  private final MethodHandle thumbnail;
  private final MethodHandle thumbnailInSrgb;
  private final MethodHandle thumbnailCropped;
  private final MethodHandle colourspace;
  private final MethodHandle data;
  private final MethodHandle bands;
  private final MethodHandle string;
  private final MethodHandle number;
  private final MethodHandle hasAlpha;
  private final MethodHandle addAlpha;
  private final MethodHandle crop;
  private final MethodHandle embed;
  private final MethodHandle isRotatedSideways;
  private final MethodHandle copyMemory;
  private final MethodHandle writeToBuffer;
  private final MethodHandle width;
  private final MethodHandle height;
  private final MethodHandle typeOf;
  private final MethodHandle unref;
  private final MethodHandle free;
  private final MethodHandle errorBuffer;
  private final MethodHandle errorClear;

  private final MemorySegment heightOption = forever.allocateFrom("height");
  private final MemorySegment sizeOption = forever.allocateFrom("size");
  private final MemorySegment cropOption = forever.allocateFrom("crop");
  private final MemorySegment exportOption = forever.allocateFrom("export-profile");
  private final MemorySegment profile = forever.allocateFrom("icc-profile-data");
  private final MemorySegment srgb = forever.allocateFrom("srgb");
  private final MemorySegment nothing = MemorySegment.NULL;

  /**
   * @param library a path, or a name that the system's linker finds
   * @throws IllegalArgumentException if there is no such library
   */
  Libvips(String library) {
    symbols = symbolsOf(library);
    unref = function("g_object_unref", FunctionDescriptor.ofVoid(ADDRESS));
    free = function("g_free", FunctionDescriptor.ofVoid(ADDRESS));
    errorBuffer = function("vips_error_buffer", FunctionDescriptor.of(ADDRESS));
    errorClear = function("vips_error_clear", FunctionDescriptor.ofVoid());
    width = function("vips_image_get_width", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    height = function("vips_image_get_height", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    typeOf = function("vips_image_get_typeof", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS));
    bands = function("vips_image_get_bands", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    data = function("vips_image_get_data", FunctionDescriptor.of(ADDRESS, ADDRESS));
    string =
        function(
            "vips_image_get_string", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    number =
        function("vips_image_get_int", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    hasAlpha = function("vips_image_hasalpha", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    addAlpha =
        function(
            "vips_addalpha",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    var area =
        FunctionDescriptor.of(
            JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    crop = function("vips_extract_area", area, Linker.Option.firstVariadicArg(6));
    embed = function("vips_embed", area, Linker.Option.firstVariadicArg(6));
    isRotatedSideways =
        function("vips_image_get_orientation_swap", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    colourspace =
        function(
            "vips_colourspace",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS),
            Linker.Option.firstVariadicArg(3));
    copyMemory = function("vips_image_copy_memory", FunctionDescriptor.of(ADDRESS, ADDRESS));
    open =
        function(
            "vips_image_new_from_buffer",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
            Linker.Option.firstVariadicArg(3));
    writeToBuffer =
        function(
            "vips_image_write_to_buffer",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
            Linker.Option.firstVariadicArg(4));
    var plain =
        FunctionDescriptor.of(
            JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    var variadic = Linker.Option.firstVariadicArg(3);
    thumbnail = function("vips_thumbnail_image", plain, variadic);
    thumbnailInSrgb =
        function("vips_thumbnail_image", plain.appendArgumentLayouts(ADDRESS, ADDRESS), variadic);
    thumbnailCropped =
        function("vips_thumbnail_image", plain.appendArgumentLayouts(JAVA_INT, ADDRESS), variadic);
    version = start();
  }

  String name() {
    return "libvips " + version / 100 + "." + version % 100;
  }

  /** The major and minor version, such as 818 for 8.18. */
  int version() {
    return version;
  }

  /** Reads the header only. The bytes must live longer than the image. */
  VipsImage open(MemorySegment bytes, String options) {
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        return new VipsImage(
            this,
            present(
                (MemorySegment)
                    open.invokeExact(
                        bytes, bytes.byteSize(), arena.allocateFrom(options), nothing)));
      }
    });
  }

  MemorySegment thumbnail(MemorySegment image, int longEdge, boolean toSrgb) {
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        var out = arena.allocate(ADDRESS);
        check(
            toSrgb
                ? (int)
                    thumbnailInSrgb.invokeExact(
                        image,
                        out,
                        longEdge,
                        heightOption,
                        longEdge,
                        sizeOption,
                        SIZE_DOWN,
                        exportOption,
                        srgb,
                        nothing)
                : (int)
                    thumbnail.invokeExact(
                        image,
                        out,
                        longEdge,
                        heightOption,
                        longEdge,
                        sizeOption,
                        SIZE_DOWN,
                        nothing));
        return out.get(ADDRESS, 0);
      }
    });
  }

  /** The largest square in the center. */
  MemorySegment square(MemorySegment image, int edge) {
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        var out = arena.allocate(ADDRESS);
        check(
            (int)
                thumbnailCropped.invokeExact(
                    image,
                    out,
                    edge,
                    heightOption,
                    edge,
                    sizeOption,
                    SIZE_DOWN,
                    cropOption,
                    CROP_CENTRE,
                    nothing));
        return out.get(ADDRESS, 0);
      }
    });
  }

  /** Three bands of eight bits, and one for alpha if it has it. */
  MemorySegment inSrgb(MemorySegment image) {
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        var out = arena.allocate(ADDRESS);
        check((int) colourspace.invokeExact(image, out, SRGB, nothing));
        return out.get(ADDRESS, 0);
      }
    });
  }

  /** The pixels of a decoded image of eight bits, row by row. */
  byte[] pixels(MemorySegment image) {
    return call(() -> {
      long size = (long) width(image) * height(image) * bands(image);
      var start = present((MemorySegment) data.invokeExact(image));
      return start.reinterpret(size).toArray(JAVA_BYTE);
    });
  }

  int bands(MemorySegment image) {
    return call(() -> (int) bands.invokeExact(image));
  }

  boolean isRotatedSideways(MemorySegment image) {
    return call(() -> (int) isRotatedSideways.invokeExact(image)) != 0;
  }

  /** A text in the metadata of the image; empty if it has none. */
  String text(MemorySegment image, String name) {
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        var field = arena.allocateFrom(name);
        if ((long) typeOf.invokeExact(image, field) == 0) {
          return "";
        }
        var out = arena.allocate(ADDRESS);
        check((int) string.invokeExact(image, field, out));
        return out.get(ADDRESS, 0).reinterpret(LONGEST_MESSAGE).getString(0);
      }
    });
  }

  /** Whether a number in the metadata of the image is there and not 0. */
  boolean isSet(MemorySegment image, String name) {
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        var field = arena.allocateFrom(name);
        if ((long) typeOf.invokeExact(image, field) == 0) {
          return false;
        }
        var out = arena.allocate(JAVA_INT);
        check((int) number.invokeExact(image, field, out));
        return out.get(JAVA_INT, 0) != 0;
      }
    });
  }

  boolean hasAlpha(MemorySegment image) {
    return call(() -> (int) hasAlpha.invokeExact(image)) != 0;
  }

  /** The image with alpha, and transparent pixels instead of those outside of the frame. */
  MemorySegment transparentAround(MemorySegment image, GifFrame frame) {
    int left = Math.min(frame.left(), width(image) - 1);
    int top = Math.min(frame.top(), height(image) - 1);
    int columns = Math.clamp(frame.width(), 1, width(image) - left);
    int rows = Math.clamp(frame.height(), 1, height(image) - top);
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        var out = arena.allocate(ADDRESS);
        check((int) addAlpha.invokeExact(image, out, nothing));
        var opaque = out.get(ADDRESS, 0);
        try {
          check((int) crop.invokeExact(opaque, out, left, top, columns, rows, nothing));
        } finally {
          release(opaque);
        }
        var area = out.get(ADDRESS, 0);
        try {
          check(
              (int) embed.invokeExact(area, out, left, top, width(image), height(image), nothing));
        } finally {
          release(area);
        }
        return out.get(ADDRESS, 0);
      }
    });
  }

  /**
   * The major and minor version of libheif, such as 119 for 1.19; 0 if there is none or if it is
   * built into libvips.
   */
  int libheif() {
    return symbols
        .find("heif_get_version_number")
        .or(() -> loaded(LIBHEIF).flatMap(it -> it.find("heif_get_version_number")))
        .map(function ->
            call(() -> {
              int packed =
                  (int)
                      linker
                          .downcallHandle(function, FunctionDescriptor.of(JAVA_INT))
                          .invokeExact();
              return (packed >> 24 & 0xFF) * 100 + (packed >> 16 & 0xFF);
            }))
        .orElse(0);
  }

  /** Runs the operations on the image. */
  MemorySegment decoded(MemorySegment image) {
    return call(() -> present((MemorySegment) copyMemory.invokeExact(image)));
  }

  byte[] encoded(MemorySegment image, String format) {
    return call(() -> {
      try (var arena = Arena.ofConfined()) {
        var start = arena.allocate(ADDRESS);
        var length = arena.allocate(JAVA_LONG);
        check(
            (int)
                writeToBuffer.invokeExact(
                    image, arena.allocateFrom(format), start, length, nothing));
        var bytes = start.get(ADDRESS, 0);
        try {
          return bytes.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        } finally {
          free.invokeExact(bytes);
        }
      }
    });
  }

  int width(MemorySegment image) {
    return call(() -> (int) width.invokeExact(image));
  }

  int height(MemorySegment image) {
    return call(() -> (int) height.invokeExact(image));
  }

  /** Clears the errors of earlier images. */
  void clearErrors() {
    call(() -> {
      errorClear.invokeExact();
      return version;
    });
  }

  boolean hasProfile(MemorySegment image) {
    return call(() -> (long) typeOf.invokeExact(image, profile)) != 0;
  }

  void release(MemorySegment image) {
    call(() -> {
      unref.invokeExact(image);
      return image;
    });
  }

  private int start() {
    return call(() -> {
      var init = function("vips_init", FunctionDescriptor.of(JAVA_INT, ADDRESS));
      check((int) init.invokeExact(forever.allocateFrom("decoder")));
      var block =
          function("vips_operation_block_set", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
      block.invokeExact(forever.allocateFrom("VipsForeignLoad"), 1);
      for (var loader : LOADERS) {
        block.invokeExact(forever.allocateFrom(loader), 0);
      }
      set("vips_cache_set_max", 0);
      set("vips_concurrency_set", 1);
      var version = function("vips_version", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
      return (int) version.invokeExact(0) * 100 + (int) version.invokeExact(1);
    });
  }

  private void set(String name, int value) throws Throwable {
    function(name, FunctionDescriptor.ofVoid(JAVA_INT)).invokeExact(value);
  }

  private void check(int result) throws Throwable {
    if (result != 0) {
      throw failure();
    }
  }

  private MemorySegment present(MemorySegment image) throws Throwable {
    if (image.address() == 0) {
      throw failure();
    }
    return image;
  }

  private VipsFailure failure() throws Throwable {
    var message = (MemorySegment) errorBuffer.invokeExact();
    var text = message.reinterpret(LONGEST_MESSAGE).getString(0).strip();
    errorClear.invokeExact();
    return new VipsFailure(text);
  }

  private MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
    return linker.downcallHandle(symbols.findOrThrow(name), type, options);
  }

  private SymbolLookup symbolsOf(String library) {
    var vips = lookup(library);
    // The portable build contains GLib; a system's libvips does not.
    return vips.find("g_object_unref").isPresent()
        ? vips
        : vips.or(lookup("libgobject-2.0.so.0")).or(lookup("libglib-2.0.so.0"));
  }

  /** A library that was loaded by another one: it may not be the one that the linker finds. */
  private Optional<SymbolLookup> loaded(Pattern name) {
    if (!Files.isReadable(MAPPED_FILES)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(MAPPED_FILES)) {
      return lines
          .map(name::matcher)
          .filter(Matcher::find)
          .findFirst()
          .map(found -> lookup(found.group()));
    } catch (IOException | UncheckedIOException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private SymbolLookup lookup(String library) {
    return library.contains("/")
        ? SymbolLookup.libraryLookup(Path.of(library), forever)
        : SymbolLookup.libraryLookup(library, forever);
  }

  private interface Call<T> {
    T run() throws Throwable;
  }

  private <T> T call(Call<T> call) {
    try {
      return call.run();
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
