package dev.madang.media.rendition.pool;

import dev.madang.media.rendition.PresetVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecoderConfiguration {

  @Bean
  Decoders renditions(RenditionProperties properties) {
    return Decoders.start(properties);
  }

  @Bean
  PresetVersion presetVersion(RenditionProperties properties) {
    return properties.presetVersion();
  }
}
