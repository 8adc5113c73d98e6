package dev.madang.user.quota;

import dev.madang.user.quota.ObjectChange.Deleted;
import dev.madang.user.quota.ObjectChange.VersionRemoved;
import dev.madang.user.quota.ObjectChange.Written;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Records changes of objects; duplicate and late events are harmless. */
@Component
class UsageMeter {

  private final ObjectUsageStore objects;
  private final ObjectListing listing;

  UsageMeter(ObjectUsageStore objects, ObjectListing listing) {
    this.objects = objects;
    this.listing = listing;
  }

  void on(ObjectChange change) {
    var size =
        switch (change) {
          case Written written -> OptionalLong.of(written.size());
          case Deleted _ -> OptionalLong.empty();
          case VersionRemoved removed -> listing.size(removed.key());
        };
    objects.record(change.key(), size, change.sequencer());
  }
}
