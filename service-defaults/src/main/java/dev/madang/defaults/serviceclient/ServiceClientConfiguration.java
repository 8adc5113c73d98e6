package dev.madang.defaults.serviceclient;

import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.support.OAuth2RestClientHttpServiceGroupConfigurer;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Gives each {@code @HttpExchange} client of another service a retry and, with
 * {@code @ClientRegistrationId("services")}, a service token. Base URLs, certificates and timeouts
 * are {@code spring.http.serviceclient.*}.
 */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration")
@ConditionalOnClass({RestClient.class, ClientRegistrationRepository.class})
@ConditionalOnBean(OAuth2AuthorizedClientService.class)
@EnableConfigurationProperties(ServiceClientProperties.class)
class ServiceClientConfiguration {

  private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(3);

  @Bean
  OAuth2AuthorizedClientManager serviceTokens(
      ClientRegistrationRepository registrations, OAuth2AuthorizedClientService tokens) {
    var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, tokens);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder()
            .clientCredentials(grant -> grant.accessTokenResponseClient(tokenEndpoint()))
            .build());
    return manager;
  }

  @Bean
  OAuth2RestClientHttpServiceGroupConfigurer serviceTokenConfigurer(
      OAuth2AuthorizedClientManager serviceTokens) {
    return OAuth2RestClientHttpServiceGroupConfigurer.from(serviceTokens);
  }

  @Bean
  RestClientHttpServiceGroupConfigurer retryConfigurer(ServiceClientProperties properties) {
    var retry = new ServiceClientRetry(properties);
    return groups -> {
      groups.forEachClient(
          (group, client) -> client.requestInterceptors(all -> all.addFirst(retry)));
      groups.forEachProxyFactory((group, factory) ->
          factory.httpRequestValuesProcessor((method, parameters, arguments, request) -> {
            if (method.isAnnotationPresent(Idempotent.class)) {
              request.addAttribute(ServiceClientRetry.IDEMPOTENT_ATTRIBUTE, true);
            }
          }));
    };
  }

  /** Spring Security's own client of the token endpoint has no timeout. */
  private static RestClientClientCredentialsTokenResponseClient tokenEndpoint() {
    var settings = HttpClientSettings.defaults().withTimeouts(TOKEN_TIMEOUT, TOKEN_TIMEOUT);
    var endpoint = new RestClientClientCredentialsTokenResponseClient();
    endpoint.setRestClient(
        RestClient.builder()
            .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(settings))
            .configureMessageConverters(converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return endpoint;
  }
}
