package dev.madang.user.export;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "media-service", types = MediaOfOwner.class)
@ImportHttpServices(group = "notification-service", types = NotificationsOfUser.class)
class Peers {}
