package dev.madang.defaults.stream;

import dev.madang.defaults.stream.DynamoTableChange.Kind;
import dev.madang.defaults.telemetry.TraceParent;
import java.util.Optional;

/**
 * Passes on the changes that were written in this region. The stream of a global table has the
 * writes of all regions: an attribute names the region, and an item without it counts as ours.
 */
record DynamoOriginRegionFilter(String region, String attribute, DynamoTableListener next)
    implements DynamoTableListener {

  @Override
  public void on(DynamoTableChange change) throws Exception {
    var image = change.kind() == Kind.REMOVE ? change.before() : change.after();
    var writer = image.get(attribute);
    if (writer == null || region.equals(writer.s())) {
      next.on(change);
    }
  }

  @Override
  public Optional<TraceParent> parentOf(DynamoTableChange change) {
    return next.parentOf(change);
  }
}
