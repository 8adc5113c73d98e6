package dev.madang.gateway.observability;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the actuator listens, with Boot's names.
 *
 * @param port 0 for any
 * @param address loopback unless the network closes the port
 */
@ConfigurationProperties("management.server")
record ManagementProperties(
    @DefaultValue("9443") int port, @DefaultValue("127.0.0.1") String address) {}
