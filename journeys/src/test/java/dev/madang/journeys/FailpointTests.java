package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * media-service dies in each gap between two effects of the intake, once; whoever comes after it
 * ends what it has begun.
 */
@Order(6)
@EnabledOnOs(OS.LINUX)
class FailpointTests {

  private static final int KILLED = 137;

  /** Those of the intake, by their names. */
  private static final List<String> GAPS =
      List.of("BEGUN", "DECODED", "ONE_KEPT", "ALL_KEPT", "SETTLED");

  private final Photo photo = Photo.dandelion();

  @Test
  void inWhicheverGapItDiesThePhotoIsReadyWithAllRenditionsAndToldOnce() {
    var uploads = new ArrayList<Map.Entry<Person, Upload>>();
    var copies = new ArrayList<Copy>();
    var recipe = Copy.Recipe.of(MEDIA_SERVICE);
    var people = GAPS.stream().map(_ -> Person.joined()).toList();
    var tickets = people.stream().map(dana -> dana.askForUpload(photo)).toList();
    try {
      for (int i = 0; i < GAPS.size(); i++) {
        copies.add(recipe.start(Map.of("MEDIA_INTAKE_FAILPOINT_DIEAT", GAPS.get(i))));
        if (i == 0) {
          copies.getFirst().waitUntilReady();
          MEDIA_SERVICE.kill();
        }
        people.get(i).send(photo, tickets.get(i));
        uploads.add(Map.entry(people.get(i), tickets.get(i)));
        assertThat(copies.get(i).waitUntilDead()).as(GAPS.get(i)).isEqualTo(KILLED);
        assertThat(copies.get(i).log()).contains("Dies at " + GAPS.get(i));
      }
    } finally {
      copies.forEach(Copy::close);
      MEDIA_SERVICE.start();
    }

    for (var upload : uploads) {
      var dana = upload.getKey();
      assertThat(dana.waitForThumbnails(upload.getValue()).renditions())
          .as("renditions")
          .hasSize(8)
          .allSatisfy(rendition ->
              assertThat(rendition.fetch().expect(200).body()).hasSize((int) rendition.bytes()));
      assertThat(dana.waitForNotification(upload.getValue()).type()).isEqualTo("media-ready");
    }
    Facts.areAllTold();
    assertThat(people).allMatch(dana -> dana.inbox().size() == 1);
  }
}
