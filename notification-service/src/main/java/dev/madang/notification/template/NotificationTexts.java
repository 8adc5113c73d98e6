package dev.madang.notification.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/** The texts of notifications. */
@Component
public class NotificationTexts {

  private final Properties texts;

  public NotificationTexts() {
    try {
      texts =
          PropertiesLoaderUtils.loadProperties(
              new ClassPathResource("notifications.properties", NotificationTexts.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String mediaReady() {
    return text("media-ready");
  }

  /** An unknown reason gets the general text. */
  public String mediaRejected(String reason) {
    return texts.getProperty("media-rejected." + reason, text("media-rejected"));
  }

  private String text(String name) {
    var text = texts.getProperty(name);
    if (text == null) {
      throw new IllegalStateException("no text for " + name);
    }
    return text;
  }
}
