package dev.madang.defaults.access;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens open this service, and what they open.
 *
 * @param issuer the {@code iss} of the user pool, compared to the letter
 * @param jwksUri where the pool publishes its keys; beside the issuer, because an emulator's
 *     differs from it
 * @param appClients client ids whose access tokens stand for a user
 * @param serviceClients client ids whose access tokens stand for another service
 * @param open path patterns that need no token
 * @param scopes path patterns that only a service may call, with the scope that it needs
 * @param roles path patterns that not every user may call, with the role that it needs, such as
 *     {@code ADMIN}
 * @param rememberedTokens how many verified tokens are kept until they expire
 */
@ConfigurationProperties("madang.access")
public record AccessProperties(
    String issuer,
    String jwksUri,
    List<String> appClients,
    @DefaultValue List<String> serviceClients,
    @DefaultValue List<String> open,
    @DefaultValue Map<String, String> scopes,
    @DefaultValue Map<String, String> roles,
    @DefaultValue("5000") int rememberedTokens) {}
