package dev.madang.media.rendition.worker;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the standard error of a decoder. A hostile image may make it write anything, endlessly, so
 * only a limited part is logged.
 */
final class DecoderLog {

  private static final Logger log = LoggerFactory.getLogger(DecoderLog.class);
  private static final int MAX_MESSAGES = 50;
  private static final int LONGEST_MESSAGE = 2000;

  private DecoderLog() {}

  static void follow(Process process) {
    Thread.ofVirtual().name("decoder-" + process.pid()).start(() -> read(process));
  }

  private static void read(Process process) {
    try (var words = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      var buffer = new char[LONGEST_MESSAGE];
      for (int logged = 0; ; logged++) {
        int count = words.read(buffer);
        if (count < 0) {
          return;
        }
        if (logged < MAX_MESSAGES) {
          var message = new String(buffer, 0, count).strip().replaceAll("\\p{Cntrl}+", " | ");
          log.warn("Decoder {} wrote: {}", process.pid(), message);
        }
      }
    } catch (IOException ended) {
      log.debug("Decoder {} closed its standard error", process.pid(), ended);
    }
  }
}
