package dev.madang.gateway.session;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.service.registry.ImportHttpServices;

/** Calls user-service with the gateway's own service token. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ImportHttpServices(group = "user-service", types = UserService.class)
class UserServiceConfiguration {}
