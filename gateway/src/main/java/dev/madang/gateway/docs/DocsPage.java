package dev.madang.gateway.docs;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** {@code /docs} is a static page; the specs behind it are routes to the services. */
@Configuration(proxyBeanMethods = false)
class DocsPage {

  private static final URI PAGE = URI.create("/docs/index.html");

  @Bean
  RouterFunction<ServerResponse> docs() {
    return RouterFunctions.route()
        .GET("/", request -> ServerResponse.temporaryRedirect(PAGE).build())
        .GET("/docs", request -> ServerResponse.temporaryRedirect(PAGE).build())
        .GET("/docs/", request -> ServerResponse.temporaryRedirect(PAGE).build())
        .build();
  }
}
