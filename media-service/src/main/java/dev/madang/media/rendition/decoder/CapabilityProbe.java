package dev.madang.media.rendition.decoder;

import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.OutputFormat;
import dev.madang.media.rendition.RenditionResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decodes a small image of each type: a library may have a loader without its codec. What the JVM
 * or the library loads on first use is loaded here, before the sandbox is entered.
 */
final class CapabilityProbe {

  private static final List<DecodeRequest.Size> SIZES =
      List.of(
          new DecodeRequest.Size("whole", 8, false, List.of(OutputFormat.values())),
          new DecodeRequest.Size("square", 4, true, List.of(OutputFormat.values())));

  private static final long MAX_PIXELS = 1 << 20;

  private final Resizer resizer;

  CapabilityProbe(Resizer resizer) {
    this.resizer = resizer;
  }

  /** The types that can be decoded, and encoded in each format. */
  Set<ImageType> types() {
    var types = EnumSet.noneOf(ImageType.class);
    for (var type : ImageType.values()) {
      var image = image(type);
      if (succeeds(image, request(image.length, MAX_PIXELS, EncodingEffort.FULL))) {
        types.add(type);
      }
      decodeBroken(image);
    }
    return types;
  }

  private void decodeBroken(byte[] image) {
    succeeds(new byte[] {1, 2, 3}, request(3, MAX_PIXELS, EncodingEffort.FAST));
    succeeds(
        Arrays.copyOf(image, image.length / 2),
        request(image.length / 2, MAX_PIXELS, EncodingEffort.FAST));
    succeeds(image, request(image.length, 1, EncodingEffort.FAST));
  }

  private boolean succeeds(byte[] image, DecodeRequest request) {
    try (var arena = Arena.ofConfined()) {
      var original = arena.allocate(image.length);
      MemorySegment.copy(image, 0, original, ValueLayout.JAVA_BYTE, 0, image.length);
      var written = new ByteArrayOutputStream();
      request.writeTo(new DataOutputStream(written));
      var read =
          DecodeRequest.readFrom(
              new DataInputStream(new ByteArrayInputStream(written.toByteArray())));
      var rendering = resizer.shrink(read, original);
      DecodeResponse.write(rendering, new DataOutputStream(new ByteArrayOutputStream()));
      return rendering instanceof RenditionResult.Generated;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static DecodeRequest request(int length, long maxPixels, EncodingEffort effort) {
    var limits =
        new DecodeRequest.Limits(
            maxPixels, maxPixels, 1 << 10, 1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1));
    return new DecodeRequest(SIZES, 80, effort, limits, length);
  }

  private static byte[] image(ImageType type) {
    var name = "probe." + type.name().toLowerCase(Locale.ROOT);
    try (InputStream file = CapabilityProbe.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
