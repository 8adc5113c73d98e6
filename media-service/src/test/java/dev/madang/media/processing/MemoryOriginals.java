package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Originals in memory; {@link OriginalsContract} tests both implementations. */
final class MemoryOriginals implements Originals, OriginalList {

  private record Item(String version, Optional<String> contentType, byte[] bytes, Instant at) {}

  private final Map<OriginalKey, Item> items = new LinkedHashMap<>();
  private int versions;
  Instant now = Instant.EPOCH;

  /** Returns the version. */
  String put(OriginalKey key, String contentType, byte[] bytes) {
    var item = new Item("v" + ++versions, Optional.of(contentType), bytes, now);
    items.put(key, item);
    return item.version();
  }

  void delete(OriginalKey key) {
    items.put(key, new Item("v" + ++versions, Optional.empty(), new byte[0], now));
  }

  @Override
  public Optional<Stored> find(OriginalKey key) {
    return Optional.ofNullable(items.get(key))
        .flatMap(item -> item.contentType().map(type -> new MemoryStored(item, type)));
  }

  @Override
  public void each(Consumer<Listed> reader) {
    Map.copyOf(items)
        .forEach((key, item) ->
            reader.accept(
                new Listed(key, item.version(), item.contentType().isPresent(), false, item.at())));
  }

  private record MemoryStored(Item item, String contentType) implements Stored {

    @Override
    public String version() {
      return item.version();
    }

    @Override
    public long size() {
      return item.bytes().length;
    }

    @Override
    public Instant writtenAt() {
      return item.at();
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(item.bytes());
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }
}
