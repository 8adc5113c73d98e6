package dev.madang.user.export;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "media-service", types = UserMedia.class)
@ImportHttpServices(group = "notification-service", types = UserNotifications.class)
class ServiceClientsConfiguration {}
