package dev.madang.media.rendition.worker;

import static java.util.stream.Collectors.joining;

import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.ImageType;
import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.RenditionGenerator;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Rejected;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a decoder pool for each original. The first libvips decodes most types; another one decodes
 * those that the first cannot.
 */
final class DecoderRegistry implements RenditionGenerator, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DecoderRegistry.class);
  private static final Set<ImageType> NEEDED =
      EnumSet.of(ImageType.JPEG, ImageType.PNG, ImageType.WEBP, ImageType.GIF);

  private final RenditionProperties properties;
  private final List<DecoderPool> pools;

  DecoderRegistry(RenditionProperties properties, List<DecoderPool> pools) {
    this.properties = properties;
    this.pools = List.copyOf(pools);
  }

  /**
   * Probes each configured library, and logs the result.
   *
   * @throws LibvipsMissing if none decodes the common types
   * @throws DecoderUnavailable if the decoders do not start
   */
  static DecoderRegistry start(RenditionProperties properties) {
    var pools = new ArrayList<DecoderPool>();
    try {
      var missing = EnumSet.allOf(ImageType.class);
      var failures = new ArrayList<String>();
      for (var library : properties.libvips().stream().distinct().toList()) {
        if (missing.isEmpty()) {
          break;
        }
        try {
          var pool = new DecoderPool(properties, library);
          if (!pools.isEmpty() || pool.types().containsAll(NEEDED)) {
            addIfUseful(pool, missing, pools);
          } else {
            failures.add(library + " decodes " + pool.types() + " only");
            pool.close();
          }
        } catch (LibvipsMissing none) {
          failures.add(none.why());
        }
      }
      if (pools.isEmpty()) {
        throw new LibvipsMissing(String.join("; ", failures));
      }
      log(pools, missing, failures);
      return new DecoderRegistry(properties, pools);
    } catch (RuntimeException failure) {
      pools.forEach(DecoderPool::close);
      throw failure;
    }
  }

  private static void addIfUseful(
      DecoderPool pool, Set<ImageType> missing, List<DecoderPool> pools) {
    if (missing.removeAll(pool.types())) {
      pools.add(pool);
    } else {
      pool.close();
    }
  }

  private static void log(List<DecoderPool> pools, Set<ImageType> missing, List<String> failures) {
    log.info("Decoders: {}", pools.stream().map(DecoderPool::description).collect(joining("; ")));
    for (var pool : pools) {
      if (!pool.open().isEmpty()) {
        log.warn(
            "DECODERS ARE NOT IN A SANDBOX: {}. An image that takes one over can read files and"
                + " use the network as this user",
            pool.open());
      }
    }
    if (!missing.isEmpty()) {
      log.warn(
          "{} images are rejected: no libvips here decodes them{}. Install one that does"
              + " (apt-get install libvips42) and restart",
          missing.stream().map(Enum::name).collect(joining(" and ")),
          failures.isEmpty() ? "" : " (" + String.join("; ", failures) + ")");
    }
    ofOldLibheif(pools)
        .ifPresent(pool ->
            log.warn(
                "HEIC photos of newer iPhones (15 and later, or iOS 18) are rejected as"
                    + " unsupported-type: {} is older than 1.18. Debian 13, Ubuntu 25.04, Homebrew"
                    + " and the image of containers/Dockerfile have a newer one; or set"
                    + " MADANG_LIBVIPS to a libvips that uses one, and restart",
                pool.libheif()));
  }

  /** Whether photos of newer iPhones are rejected, though HEIC is decoded. */
  boolean hasOldLibheif() {
    return ofOldLibheif(pools).isPresent();
  }

  private static Optional<DecoderPool> ofOldLibheif(List<DecoderPool> pools) {
    return of(ImageType.HEIC, pools).filter(DecoderPool::hasOldLibheif);
  }

  private static Optional<DecoderPool> of(ImageType type, List<DecoderPool> pools) {
    return pools.stream().filter(pool -> pool.types().contains(type)).findFirst();
  }

  @Override
  public RenditionResult generate(String contentType, Original original, EncodingEffort effort) {
    if (original.size() > properties.maxSize().toBytes()) {
      return new Rejected(RejectionReason.TOO_LARGE, original.size() + " bytes of an image");
    }
    try (var reader = OriginalReader.open(original)) {
      var found = ImageType.of(reader.start());
      if (found.isEmpty()) {
        return new Rejected(RejectionReason.UNSUPPORTED_TYPE, "not an image by its first bytes");
      }
      var type = found.get();
      if (!type.matches(contentType)) {
        return new Rejected(RejectionReason.TYPE_MISMATCH, type + " declared as " + contentType);
      }
      var pool = of(type, pools);
      return pool.isPresent()
          ? pool.get().generate(original, reader, properties.request(effort, original.size()))
          : new Rejected(RejectionReason.UNSUPPORTED_TYPE, "no libvips here decodes " + type);
    }
  }

  @Override
  public void close() {
    pools.forEach(DecoderPool::close);
  }
}
