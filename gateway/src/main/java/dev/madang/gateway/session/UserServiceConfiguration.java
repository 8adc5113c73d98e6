package dev.madang.gateway.session;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.support.OAuth2WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;

/** Calls user-service with the gateway's own service token. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ImportHttpServices(
    group = "user-service",
    types = UserService.class,
    clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
class UserServiceConfiguration {

  @Bean
  ReactiveOAuth2AuthorizedClientManager serviceTokens(
      ReactiveClientRegistrationRepository registrations,
      ReactiveOAuth2AuthorizedClientService tokens) {
    var manager =
        new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, tokens);
    manager.setAuthorizedClientProvider(
        ReactiveOAuth2AuthorizedClientProviderBuilder.builder().clientCredentials().build());
    return manager;
  }

  @Bean
  OAuth2WebClientHttpServiceGroupConfigurer serviceTokenConfigurer(
      ReactiveOAuth2AuthorizedClientManager serviceTokens) {
    return OAuth2WebClientHttpServiceGroupConfigurer.from(serviceTokens);
  }
}
