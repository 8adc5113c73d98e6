package dev.madang.media.hostile;

/** Changes the boxes of a HEIC or AVIF. */
final class Heif {

  private Heif() {}

  /** The sample image with another size in its header. */
  static byte[] declaring(SampleImage small, long width, long height) {
    var bytes = small.bytes();
    int at = Bytes.find(bytes, "ispe");
    var size = new Bytes().u32(width).u32(height).toArray();
    System.arraycopy(size, 0, bytes, at + 8, size.length);
    return bytes;
  }

  /** The sample image with another first box. */
  static byte[] branded(SampleImage small, byte[] fileType) {
    var bytes = small.bytes();
    int length = java.nio.ByteBuffer.wrap(bytes).getInt();
    return Bytes.joined(fileType, Bytes.slice(bytes, length, bytes.length));
  }

  static byte[] fileType(String major, String... compatible) {
    var brands = String.join("", compatible);
    return box("ftyp", new Bytes().put(major).u32(0).put(brands).toArray());
  }

  static byte[] box(String type, byte[] content) {
    return new Bytes().u32(content.length + 8L).put(type).put(content).toArray();
  }
}
