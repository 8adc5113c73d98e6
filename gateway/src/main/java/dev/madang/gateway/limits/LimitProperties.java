package dev.madang.gateway.limits;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a client may do to the gateway, and the gateway to a service. A client that exceeds a limit
 * gets a problem or is disconnected; it never occupies a thread.
 *
 * @param handshakeTimeout of a TLS handshake
 * @param headersTimeout from the first byte of a request, or from the connection for the first
 *     request, until its headers are complete
 * @param bodyTimeout from the headers until the body is complete, however fast it arrives
 * @param bodyGracePeriod how long a body may arrive slower than {@code minBodyRate}
 * @param minBodyRate of a body per second, on average after the grace period
 * @param idleTimeout after which a connection without traffic is closed, event streams too
 * @param maxBodySize of a request; files are sent to S3, never through the gateway
 * @param maxBodySizeOverrides paths with another {@code maxBodySize}
 * @param maxBufferedSize of all request bodies that are in memory; a request beyond it gets 503
 * @param maxUriSize of the request target
 * @param maxHeaderSize of all headers of a request
 * @param maxHeaders of a request
 * @param maxConnections of all clients; further ones are closed before the TLS handshake
 * @param maxConnectionsPerAddress of one IPv4 address or IPv6 /64 network, which may be many
 *     clients behind one router
 * @param maxRequests in progress at all services; further ones get 503
 * @param maxRequestsPerService in progress at one service; further ones get 503. Fewer for a while
 *     when the service refuses requests because it is overloaded
 * @param maxEventStreams in progress; they do not count as requests in progress
 * @param connectTimeout of a connection to a service
 * @param responseTimeout from the complete request until the headers of the service's response;
 *     then the client gets 504
 * @param sendTimeout from the headers of a response until the client has taken all of it; then the
 *     client is disconnected. An event stream has no end
 * @param connectionLifetime after which a connection to a service is replaced, so that a new
 *     instance is found and one that stops is left
 */
@ConfigurationProperties("gateway.limits")
public record LimitProperties(
    @DefaultValue("10s") Duration handshakeTimeout,
    @DefaultValue("10s") Duration headersTimeout,
    @DefaultValue("30s") Duration bodyTimeout,
    @DefaultValue("5s") Duration bodyGracePeriod,
    @DefaultValue("1KB") DataSize minBodyRate,
    @DefaultValue("60s") Duration idleTimeout,
    @DefaultValue("64KB") DataSize maxBodySize,
    @DefaultValue Map<String, DataSize> maxBodySizeOverrides,
    @DefaultValue("16MB") DataSize maxBufferedSize,
    @DefaultValue("8KB") DataSize maxUriSize,
    @DefaultValue("16KB") DataSize maxHeaderSize,
    @DefaultValue("200") int maxHeaders,
    @DefaultValue("2000") int maxConnections,
    @DefaultValue("256") int maxConnectionsPerAddress,
    @DefaultValue("1000") int maxRequests,
    @DefaultValue("256") int maxRequestsPerService,
    @DefaultValue("1000") int maxEventStreams,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("15s") Duration responseTimeout,
    @DefaultValue("60s") Duration sendTimeout,
    @DefaultValue("10s") Duration connectionLifetime) {

  /** The largest body in bytes of a request for this path. */
  public long maxBodySize(String path) {
    return maxBodySizeOverrides.getOrDefault(path, maxBodySize).toBytes();
  }
}
