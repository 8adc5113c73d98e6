package dev.madang.media.intake;

import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MemoryClosures;
import dev.madang.media.catalog.MemoryMediaCatalog;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.delivery.RenditionStore;
import dev.madang.media.quota.MemoryQuota;
import dev.madang.media.rendition.Effort;
import dev.madang.media.rendition.Look;
import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.Rendering;
import dev.madang.media.rendition.Rendering.Made;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.Renditions;
import dev.madang.media.scan.Scanner;
import dev.madang.media.scan.Scanner.Verdict;
import dev.madang.media.trash.TestTrash;
import dev.madang.media.upload.Client;
import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.OriginalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** An intake with all that it touches, in memory. */
final class IntakeWorld implements Renditions, RenditionStore, OriginalStore {

  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  static final OwnerId ADA = new OwnerId("ada");
  static final byte[] PHOTO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 7};
  static final byte[] OTHER_PHOTO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 8};
  static final Look LOOK = new Look(400, 300, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c");
  static final IntakeProperties PROPERTIES =
      new IntakeProperties(
          "uploads",
          12,
          Duration.ofSeconds(15),
          Duration.ofMinutes(10),
          DataSize.ofKilobytes(1),
          Duration.ofMinutes(1));

  final MemorySpace space = new MemorySpace();
  final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  final MemoryClosures closures = new MemoryClosures();
  final MemoryQuota quota = new MemoryQuota();
  final Map<String, Rendition> kept = new LinkedHashMap<>();
  final List<String> removed = new ArrayList<>();
  final List<Effort> efforts = new ArrayList<>();
  final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

  Scanner scanner = (_, _) -> new Verdict.Clean();
  Optional<Rendering> rendering = Optional.empty();
  Failpoint failpoint = _ -> {};
  Runnable whileDecoding = () -> {};

  Intake intake() {
    return new Intake(
        catalog,
        space,
        new Examination(scanner, quota, this, this, PROPERTIES, gap -> failpoint.pass(gap)),
        TestTrash.that(catalog, key -> space.find(key).isPresent(), clock),
        closures,
        this,
        this,
        gap -> failpoint.pass(gap));
  }

  Intake.Result receive(OriginalKey key) {
    return intake().receive(key, false);
  }

  OriginalKey askedFor(byte[] photo) {
    return askedFor("image/jpeg", photo);
  }

  OriginalKey askedFor(String contentType, byte[] file) {
    var announced = new Announced("photo.jpg", contentType, file.length, Client.sha256(file));
    var media = catalog.addFound(Media.pending(ADA, MediaId.next(), announced));
    return new OriginalKey(ADA, media.path());
  }

  Media media(OriginalKey key) {
    return catalog.findAt(key.owner(), key.path()).orElseThrow();
  }

  State state(OriginalKey key) {
    return media(key).state();
  }

  /** Reads all of it, as a decoder does; what it makes tells what it was made of. */
  @Override
  public Rendering make(String contentType, Original original, Effort effort) {
    efforts.add(effort);
    byte[] bytes;
    try (var stream = original.open()) {
      bytes = stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    whileDecoding.run();
    return rendering.orElseGet(() ->
        new Made(
            LOOK,
            List.of(
                new Rendition("small", 250, 188, "image/webp", bytes),
                new Rendition("small", 250, 188, "image/jpeg", bytes))));
  }

  @Override
  public Kept keep(String owner, String contentHash, Rendition rendition) {
    var key = owner + "/" + contentHash.substring(0, 8) + "/" + rendition.contentType();
    kept.putIfAbsent(key, rendition);
    return new Kept(key, kept.get(key).bytes().length);
  }

  @Override
  public long countOf(String owner) {
    return 0;
  }

  @Override
  public void removeAllOf(String owner) {
    removed.add("renditions of " + owner);
  }

  @Override
  public long countOf(OwnerId owner) {
    return 0;
  }

  @Override
  public void removeAllOf(OwnerId owner) {
    removed.add("originals of " + owner);
  }
}
