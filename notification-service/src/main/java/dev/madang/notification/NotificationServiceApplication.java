package dev.madang.notification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class NotificationServiceApplication {

  static void main(String[] args) {
    SpringApplication.run(NotificationServiceApplication.class, args);
  }
}
