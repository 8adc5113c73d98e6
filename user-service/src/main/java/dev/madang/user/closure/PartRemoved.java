package dev.madang.user.closure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.user.profile.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report of another service, as far as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record PartRemoved(String source, String type, Data data) {

  static final String TYPE = "madang.account.part-removed.v1";

  PartRemoved {
    requireNonNull(source, "an event without source");
    requireNonNull(type, "an event without type");
    requireNonNull(data, "an event without data");
  }

  Map<String, Removed> removed() {
    return data.parts().stream()
        .collect(
            toMap(
                Part::store,
                part -> new Removed(part.removed(), part.note() == null ? "" : part.note())));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Data(UserId userId, List<Part> parts) {

    Data {
      requireNonNull(userId, "a report without user");
      parts = List.copyOf(parts);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Part(String store, long removed, @Nullable String note) {}
}
