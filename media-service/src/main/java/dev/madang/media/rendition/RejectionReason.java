package dev.madang.media.rendition;

import static java.util.Locale.ROOT;

/** Why an original was refused. The codes are part of the API and of the events. */
public enum RejectionReason {
  /** No picture that we can decode, by its first bytes. */
  UNSUPPORTED_TYPE,
  /** A picture, but of another type than the uploader said. */
  TYPE_MISMATCH,
  /** More bytes than we accept. */
  TOO_LARGE,
  /** Larger, when decoded, than we accept. */
  TOO_MANY_PIXELS,
  /** An animation of more pictures than we accept. */
  TOO_MANY_FRAMES,
  /** Damaged or cut off. */
  CORRUPT,
  /** Decoding took too long. */
  DECODE_TIMEOUT,
  /** Decoding took more memory than we give, or ended the decoder. */
  DECODER_RESOURCE_LIMIT,
  /** The bytes are not those the uploader announced. */
  CHECKSUM_MISMATCH,
  /** Its owner has no room for it. */
  QUOTA_EXCEEDED,
  /** The scanner knows it as malware. */
  MALWARE,
  /** We have failed for an hour. The fault is ours, and it is taken up again when it is mended. */
  PROCESSING_FAILED;

  /** As others read it: {@code too-many-pixels}. */
  public String code() {
    return name().toLowerCase(ROOT).replace('_', '-');
  }
}
