package dev.madang.media.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.processing.S3ObjectEvent.Content;
import dev.madang.media.processing.S3ObjectEvent.Entry;
import dev.madang.media.processing.S3ObjectEvent.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqsObjectEventListenerTests {

  @Test
  void eachOriginalOfAnEventIsSentToTheQueueOfOriginals() {
    var sent = new ArrayList<OriginalKey>();

    new SqsObjectEventListener(sent::add)
        .on(
            new S3ObjectEvent(
                List.of(
                    record("private/ada/media/a.jpg"),
                    record("private/ada/notes.txt"),
                    record("private/kim/media/b.jpg")),
                null));

    assertThat(sent)
        .containsExactly(
            new OriginalKey(new UserId("ada"), "a.jpg"),
            new OriginalKey(new UserId("kim"), "b.jpg"));
  }

  private static Entry record(String key) {
    return new Entry(new Content(new Item(key)));
  }
}
