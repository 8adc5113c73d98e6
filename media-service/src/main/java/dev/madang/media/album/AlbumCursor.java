package dev.madang.media.album;

import dev.madang.media.catalog.AlbumId;
import dev.madang.media.catalog.Cursors;

/** Where a reader of the list of albums stopped. */
record AlbumCursor(AlbumId last) {

  static AlbumCursor parse(String cursor) {
    return new AlbumCursor(Cursors.parse(cursor, AlbumId::new));
  }

  @Override
  public String toString() {
    return Cursors.of(last.value());
  }
}
