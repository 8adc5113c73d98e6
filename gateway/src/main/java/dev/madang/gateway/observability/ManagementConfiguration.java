package dev.madang.gateway.observability;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.IncludeExcludeEndpointFilter;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.ParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Boot's web endpoints, which Boot itself only configures for the servers that it starts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ManagementProperties.class, WebEndpointProperties.class})
class ManagementConfiguration {

  @Bean
  HealthEndpointWebExtension healthEndpointWebExtension(
      HealthContributorRegistry contributors,
      HealthEndpointGroups groups,
      HealthEndpointProperties properties) {
    return new HealthEndpointWebExtension(
        contributors, null, groups, properties.getLogging().getSlowIndicatorThreshold());
  }

  @Bean
  WebEndpointDiscoverer webEndpointDiscoverer(
      ApplicationContext context,
      ParameterValueMapper parameters,
      ObjectProvider<OperationInvokerAdvisor> advisors) {
    var exposed =
        new IncludeExcludeEndpointFilter<>(
            ExposableWebEndpoint.class,
            context.getEnvironment(),
            "management.endpoints.web.exposure",
            EndpointExposure.WEB.getDefaultIncludes());
    return new WebEndpointDiscoverer(
        context,
        parameters,
        EndpointMediaTypes.DEFAULT,
        List.of(),
        List.of(),
        advisors.orderedStream().toList(),
        List.of(exposed),
        List.of());
  }
}
