package dev.madang.media.rendition;

import static java.util.Locale.ROOT;

/** Why an original is rejected. The codes are part of the API and of the events. */
public enum RejectionReason {
  /** Not an image that can be decoded, by its first bytes. */
  UNSUPPORTED_TYPE,
  /** An image of another type than declared. */
  TYPE_MISMATCH,
  /** More bytes than accepted. */
  TOO_LARGE,
  /** More pixels than accepted. */
  TOO_MANY_PIXELS,
  /** An animation of more frames than accepted. Only in items of earlier versions. */
  TOO_MANY_FRAMES,
  /** Damaged or truncated. */
  CORRUPT,
  /** Decoding took too long. */
  DECODE_TIMEOUT,
  /** Decoding took more memory than allowed, or crashed the decoder. */
  DECODER_RESOURCE_LIMIT,
  /** The bytes are not the declared ones. */
  CHECKSUM_MISMATCH,
  /** The quota is exceeded. */
  QUOTA_EXCEEDED,
  /** The scanner found malware. */
  MALWARE,
  /** Our side failed for an hour. A redrive of the queue retries it. */
  PROCESSING_FAILED;

  /** Such as {@code too-many-pixels}. */
  public String code() {
    return name().toLowerCase(ROOT).replace('_', '-');
  }
}
