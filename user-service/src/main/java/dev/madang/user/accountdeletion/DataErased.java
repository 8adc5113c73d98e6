package dev.madang.user.accountdeletion;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.user.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The event of another service, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record DataErased(String source, String type, Data data) {

  static final String TYPE = "madang.account.data-erased.v1";

  DataErased {
    requireNonNull(source, "an event without source");
    requireNonNull(type, "an event without type");
    requireNonNull(data, "an event without data");
  }

  Map<String, StoreCount> counts() {
    return data.stores().stream().collect(toMap(Store::name, Store::count));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Data(UserId userId, List<Store> stores) {

    Data {
      requireNonNull(userId, "an event without userId");
      stores = List.copyOf(stores);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Store(String name, long deletedCount, @Nullable String note) {

    StoreCount count() {
      return new StoreCount(deletedCount, note == null ? "" : note);
    }
  }
}
