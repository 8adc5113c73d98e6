package dev.madang.gateway.docs;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the served spec says about the gateway.
 *
 * @param publicUrl the URL of the gateway as clients know it, without a path; if it is absent, the
 *     one that the client used
 */
@ConfigurationProperties("gateway.openapi")
record OpenApiProperties(@Nullable URI publicUrl) {}
