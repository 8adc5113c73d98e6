package dev.madang.media.hostile;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Damages a sample image at random; the same seed gives the same damage. */
final class Mutations {

  private static final long[] LENGTHS = {
    0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFFL
  };

  private Mutations() {}

  static Stream<HostileFile> of(SampleImage image, int count) {
    return IntStream.range(0, count)
        .mapToObj(seed ->
            HostileFile.anyOutcome(
                "%s with damage %d".formatted(image, seed),
                image.contentType(),
                damaged(image, seed)));
  }

  private static byte[] damaged(SampleImage image, int seed) {
    var random = new Random(31L * image.ordinal() + 1_000_003L * seed);
    var bytes = image.bytes();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      bytes = damaged(bytes, random);
    }
    // Half of the PNGs get valid checksums, so that the damage reaches the decoder.
    return image == SampleImage.PNG && random.nextBoolean() ? Png.withValidChecksums(bytes) : bytes;
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(64));
    return switch (random.nextInt(7)) {
      case 0 -> flipped(bytes, random);
      case 1 -> overwritten(bytes, at, field(random));
      case 2 -> swapped(bytes, at, random);
      case 3 -> Bytes.inserted(bytes, at, noise(random));
      case 4 -> Bytes.joined(Bytes.slice(bytes, 0, at + 1), Bytes.slice(bytes, to, bytes.length));
      case 5 -> Bytes.inserted(bytes, at, Bytes.slice(bytes, at, to));
      default -> overwritten(bytes, at, noise(random));
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] field(Random random) {
    long value = LENGTHS[random.nextInt(LENGTHS.length)];
    var field = new Bytes();
    return switch (random.nextInt(4)) {
      case 0 -> field.u32(value).toArray();
      case 1 -> field.u32le(value).toArray();
      case 2 -> field.u16((int) value).toArray();
      default -> field.u16le((int) value).toArray();
    };
  }

  private static byte[] swapped(byte[] bytes, int at, Random random) {
    int other = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(48), bytes.length - Math.max(at, other));
    var saved = Bytes.slice(bytes, at, at + length);
    System.arraycopy(bytes, other, bytes, at, length);
    return overwritten(bytes, other, saved);
  }

  private static byte[] noise(Random random) {
    var noise = new byte[1 + random.nextInt(32)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] overwritten(byte[] bytes, int at, byte[] by) {
    System.arraycopy(by, 0, bytes, at, Math.min(by.length, bytes.length - at));
    return bytes;
  }
}
