package dev.madang.user;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class UserServiceApplication {

  static void main(String[] args) {
    SpringApplication.run(UserServiceApplication.class, args);
  }
}
