package dev.madang.media.delivery;

import dev.madang.localaws.LocalAws;
import java.time.Duration;

/** Settings as the service has them on the local AWS. */
final class TestDelivery {

  private TestDelivery() {}

  static DeliveryProperties presigned() {
    return new DeliveryProperties(
        LocalAws.running().output("RenditionsBucket"), Duration.ofMinutes(15), "");
  }
}
