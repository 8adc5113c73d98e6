package dev.madang.media;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
@OpenAPIDefinition(
    info =
        @Info(title = "MediaItem service", version = "1", description = "Uploads and renditions."))
class MediaServiceApplication {

  static void main(String[] args) {
    SpringApplication.run(MediaServiceApplication.class, args);
  }
}
