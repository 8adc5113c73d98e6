package dev.madang.media.rendition.pool;

import dev.madang.media.rendition.PresetVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecoderConfiguration {

  @Bean
  DecoderPool renditions(RenditionProperties properties) {
    var command = DecoderCommand.of(properties.libvips(), properties.memory());
    return new DecoderPool(properties, command);
  }

  @Bean
  PresetVersion presetVersion(RenditionProperties properties) {
    return properties.presetVersion();
  }
}
