package dev.madang.defaults.security;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which access tokens are accepted, and what they permit.
 *
 * @param issuer the {@code iss} of the user pool, compared exactly
 * @param jwksUri where the pool publishes its keys; an emulator's address differs from the issuer
 * @param appClients client ids whose access tokens represent a user
 * @param serviceClients client ids whose access tokens represent another service
 * @param publicPaths path patterns that need no token and ignore one
 * @param requiredScopes path patterns that only services may call, with the scope needed
 * @param requiredRoles path patterns that only some users may call, with the role needed, such as
 *     {@code ADMIN}
 * @param jwtCacheSize how many verified tokens are cached until they expire
 */
@ConfigurationProperties("madang.security")
public record SecurityProperties(
    String issuer,
    String jwksUri,
    List<String> appClients,
    @DefaultValue List<String> serviceClients,
    @DefaultValue List<String> publicPaths,
    @DefaultValue Map<String, String> requiredScopes,
    @DefaultValue Map<String, String> requiredRoles,
    @DefaultValue("5000") int jwtCacheSize) {}
