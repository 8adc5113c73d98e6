package dev.madang.media.processing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends the process at the configured point. */
@Component
class ProcessHaltingFailpoint implements Failpoint {

  private static final Logger log = LoggerFactory.getLogger(ProcessHaltingFailpoint.class);
  private static final int KILLED = 137;

  private final FailpointProperties properties;

  ProcessHaltingFailpoint(FailpointProperties properties) {
    this.properties = properties;
  }

  @Override
  public void pass(CrashPoint point) {
    if (point == properties.crashAt()) {
      log.warn("Crashes at failpoint {}", point);
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
