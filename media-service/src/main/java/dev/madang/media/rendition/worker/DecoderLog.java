package dev.madang.media.rendition.worker;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a decoder complains of. A hostile picture may make it say anything and no end of it,
 * so little of that reaches the log.
 */
final class DecoderLog {

  private static final Logger log = LoggerFactory.getLogger(DecoderLog.class);
  private static final int MOST_MESSAGES = 50;
  private static final int LONGEST_MESSAGE = 2000;

  private DecoderLog() {}

  static void follow(Process process) {
    Thread.ofVirtual().name("decoder-" + process.pid()).start(() -> read(process));
  }

  private static void read(Process process) {
    try (var words = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      var buffer = new char[LONGEST_MESSAGE];
      for (int told = 0; ; told++) {
        int count = words.read(buffer);
        if (count < 0) {
          return;
        }
        if (told < MOST_MESSAGES) {
          var message = new String(buffer, 0, count).strip().replaceAll("\\p{Cntrl}+", " | ");
          log.warn("Decoder {} says: {}", process.pid(), message);
        }
      }
    } catch (IOException ended) {
      log.debug("Decoder {} is silent", process.pid(), ended);
    }
  }
}
