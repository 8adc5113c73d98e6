package dev.madang.media.rendition.worker;

import dev.madang.media.rendition.PresetVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecoderConfiguration {

  @Bean
  DecoderRegistry renditions(RenditionProperties properties) {
    return DecoderRegistry.start(properties);
  }

  @Bean
  PresetVersion presetVersion(RenditionProperties properties) {
    return properties.presetVersion();
  }
}
