package dev.madang.media.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends this process where it was told to: nowhere, unless by a test. */
@Component
class HaltingFailpoint implements Failpoint {

  private static final Logger log = LoggerFactory.getLogger(HaltingFailpoint.class);
  private static final int KILLED = 137;

  private final FailpointProperties properties;

  HaltingFailpoint(FailpointProperties properties) {
    this.properties = properties;
  }

  @Override
  public void pass(Gap gap) {
    if (gap == properties.dieAt()) {
      log.warn("Dies at {}, as it was told to", gap);
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
