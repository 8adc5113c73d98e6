package dev.madang.notification.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/** The sentences of the inbox. */
@Component
public class InboxTexts {

  private final Properties sentences;

  public InboxTexts() {
    try {
      sentences =
          PropertiesLoaderUtils.loadProperties(
              new ClassPathResource("inbox.properties", InboxTexts.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String mediaReady() {
    return sentence("media-ready");
  }

  /** A reason that we do not know yet gets a sentence that fits any. */
  public String mediaRejected(String reason) {
    return sentences.getProperty("media-rejected." + reason, sentence("media-rejected"));
  }

  private String sentence(String name) {
    var sentence = sentences.getProperty(name);
    if (sentence == null) {
      throw new IllegalStateException("No sentence " + name);
    }
    return sentence;
  }
}
