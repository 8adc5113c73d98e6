package dev.madang.gateway.cache;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What a service has answered, without the body.
 *
 * @param reason the text after the status, if HTTP/1.1
 * @param headers without those of the connection
 */
public record ResponseHead(int status, @Nullable String reason, MultiMap headers) {}
