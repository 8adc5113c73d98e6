package dev.madang.defaults.stream;

import dev.madang.defaults.stream.DynamoTableChange.Kind;

/**
 * Passes on the changes that this region wrote. With a global table each region's stream carries
 * the writes of all: the item says who wrote it, and an item that says nothing counts as ours.
 */
record OriginRegionFilter(String region, String attribute, DynamoTableListener next)
    implements DynamoTableListener {

  @Override
  public void on(DynamoTableChange change) throws Exception {
    var image = change.kind() == Kind.REMOVE ? change.before() : change.after();
    var writer = image.get(attribute);
    if (writer == null || region.equals(writer.s())) {
      next.on(change);
    }
  }
}
