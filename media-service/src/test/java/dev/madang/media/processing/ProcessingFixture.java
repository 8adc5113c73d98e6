package dev.madang.media.processing;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.malware.MalwareScanner;
import dev.madang.media.malware.MalwareScanner.Verdict;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MemoryDeletedUsers;
import dev.madang.media.media.MemoryMediaCatalog;
import dev.madang.media.quota.MemoryQuota;
import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.RenditionGenerator;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Generated;
import dev.madang.media.rendition.storage.RenditionStore;
import dev.madang.media.trash.TestTrash;
import dev.madang.media.upload.Client;
import dev.madang.media.upload.OriginalStore;
import io.micrometer.observation.ObservationRegistry;
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

/** A {@link MediaProcessor} with in-memory collaborators. */
final class ProcessingFixture implements RenditionGenerator, RenditionStore, OriginalStore {

  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  static final UserId ADA = new UserId("ada");
  static final byte[] PHOTO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 7};
  static final byte[] OTHER_PHOTO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 8};
  static final byte[] LONGER_PHOTO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 9, 9};
  static final Preview PREVIEW = new Preview(400, 300, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c");
  static final ProcessingProperties PROPERTIES =
      new ProcessingProperties(
          "events",
          "originals",
          12,
          new ProcessingProperties.Backoff(Duration.ofSeconds(15), Duration.ofMinutes(10)),
          Duration.ofSeconds(1),
          DataSize.ofKilobytes(1),
          Duration.ofMinutes(1));

  final MemoryOriginals space = new MemoryOriginals();
  final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  final MemoryDeletedUsers deletedUsers = new MemoryDeletedUsers();
  final MemoryQuota quota = new MemoryQuota();
  final Map<String, Rendition> stored = new LinkedHashMap<>();
  final List<String> removed = new ArrayList<>();
  final List<EncodingEffort> efforts = new ArrayList<>();
  final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

  MalwareScanner scanner = (_, _) -> new Verdict.Clean();
  Optional<RenditionResult> renditionResult = Optional.empty();
  Failpoint failpoint = _ -> {};
  Runnable whileDecoding = () -> {};

  MediaProcessor processor() {
    return new MediaProcessor(
        catalog,
        space,
        new MediaInspector(
            scanner,
            quota,
            this,
            this,
            PROPERTIES,
            point -> failpoint.pass(point),
            ObservationRegistry.NOOP),
        TestTrash.that(catalog, key -> space.find(key).isPresent(), clock),
        deletedUsers,
        this,
        this,
        point -> failpoint.pass(point),
        ObservationRegistry.NOOP);
  }

  MediaProcessor.Result process(OriginalKey key) {
    return processor().process(key, false);
  }

  OriginalKey requested(byte[] photo) {
    return requested("image/jpeg", photo);
  }

  OriginalKey requested(String contentType, byte[] file) {
    var declared = new DeclaredFile("photo.jpg", contentType, file.length, Client.sha256(file));
    var media = catalog.registerDiscovered(MediaItem.pending(ADA, MediaId.next(), declared));
    return new OriginalKey(ADA, media.path());
  }

  MediaItem media(OriginalKey key) {
    return catalog.findAt(key.userId(), key.path()).orElseThrow();
  }

  State state(OriginalKey key) {
    return media(key).state();
  }

  /** Reads the whole original, as a decoder does; the renditions contain it. */
  @Override
  public RenditionResult generate(String contentType, Original original, EncodingEffort effort) {
    efforts.add(effort);
    byte[] bytes;
    try (var stream = original.open()) {
      bytes = stream.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    whileDecoding.run();
    return renditionResult.orElseGet(() ->
        new Generated(
            PREVIEW,
            List.of(
                new Rendition("small", 250, 188, "image/webp", bytes),
                new Rendition("small", 250, 188, "image/jpeg", bytes))));
  }

  @Override
  public StoredObject put(String userId, String contentHash, Rendition rendition) {
    var key = userId + "/" + contentHash.substring(0, 8) + "/" + rendition.contentType();
    stored.putIfAbsent(key, rendition);
    return new StoredObject(key, stored.get(key).bytes().length);
  }

  @Override
  public long countOf(String userId) {
    return 0;
  }

  @Override
  public void removeAllOf(String userId) {
    removed.add("renditions of " + userId);
  }

  @Override
  public long countOf(UserId userId) {
    return 0;
  }

  @Override
  public void removeAllOf(UserId userId) {
    removed.add("originals of " + userId);
  }
}
