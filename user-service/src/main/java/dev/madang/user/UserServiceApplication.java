package dev.madang.user;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
@OpenAPIDefinition(
    info =
        @Info(
            title = "User service",
            version = "1",
            description = "Accounts and profiles of users."))
class UserServiceApplication {

  static void main(String[] args) {
    SpringApplication.run(UserServiceApplication.class, args);
  }
}
