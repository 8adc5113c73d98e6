package dev.madang.user.quota;

import dev.madang.user.quota.ObjectChange.Deleted;
import dev.madang.user.quota.ObjectChange.VersionRemoved;
import dev.madang.user.quota.ObjectChange.Written;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Counts what happens to objects, once, in whatever order it is told. */
@Component
class UsageMeter {

  private final ObjectUsageStore objects;
  private final ObjectListing space;

  UsageMeter(ObjectUsageStore objects, ObjectListing space) {
    this.objects = objects;
    this.space = space;
  }

  void on(ObjectChange change) {
    var size =
        switch (change) {
          case Written written -> OptionalLong.of(written.size());
          case Deleted _ -> OptionalLong.empty();
          case VersionRemoved removed -> space.size(removed.key());
        };
    objects.count(change.key(), size, change.sequencer());
  }
}
