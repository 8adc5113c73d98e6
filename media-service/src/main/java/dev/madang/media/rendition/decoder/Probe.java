package dev.madang.media.rendition.decoder;

import dev.madang.media.rendition.Effort;
import dev.madang.media.rendition.Format;
import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.Rendering;
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
 * Tries a small picture of each type: a library may have a loader and not the codec that it needs.
 * Whatever the machine or the library loads on first use is loaded then, before the sandbox closes.
 */
final class Probe {

  private static final List<Order.Size> SIZES =
      List.of(
          new Order.Size("whole", 8, false, List.of(Format.values())),
          new Order.Size("square", 4, true, List.of(Format.values())));

  private final Shrinker shrinker;

  Probe(Shrinker shrinker) {
    this.shrinker = shrinker;
  }

  /** What can be decoded, and made into each format. */
  Set<ImageType> types() {
    var types = EnumSet.noneOf(ImageType.class);
    for (var type : ImageType.values()) {
      var picture = picture(type);
      if (made(picture, order(picture.length, 1, Effort.FULL))) {
        types.add(type);
      }
      refusals(picture);
    }
    return types;
  }

  private void refusals(byte[] picture) {
    made(new byte[] {1, 2, 3}, order(3, 1, Effort.HASTY));
    made(Arrays.copyOf(picture, picture.length / 2), order(picture.length / 2, 1, Effort.HASTY));
    made(picture, order(picture.length, 0, Effort.HASTY));
  }

  private boolean made(byte[] picture, Order order) {
    try (var arena = Arena.ofConfined()) {
      var original = arena.allocate(picture.length);
      MemorySegment.copy(picture, 0, original, ValueLayout.JAVA_BYTE, 0, picture.length);
      var written = new ByteArrayOutputStream();
      order.writeTo(new DataOutputStream(written));
      var read =
          Order.readFrom(new DataInputStream(new ByteArrayInputStream(written.toByteArray())));
      var rendering = shrinker.shrink(read, original);
      Answer.write(rendering, new DataOutputStream(new ByteArrayOutputStream()));
      return rendering instanceof Rendering.Made;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Order order(int length, int maxFrames, Effort effort) {
    var limits =
        new Order.Limits(
            1 << 20, 1 << 10, maxFrames, 1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1));
    return new Order(SIZES, 80, effort, limits, length);
  }

  private static byte[] picture(ImageType type) {
    var name = "probe." + type.name().toLowerCase(Locale.ROOT);
    try (InputStream file = Probe.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
