package dev.madang.defaults.budget;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(RequestBudgetProperties.class)
class RequestBudgetConfiguration {

  @Bean
  RequestBudgetFilter requestBudgetFilter(RequestBudgetProperties properties) {
    return new RequestBudgetFilter(properties);
  }
}
