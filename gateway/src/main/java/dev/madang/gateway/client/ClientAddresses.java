package dev.madang.gateway.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.limits.ClientConnection;
import dev.madang.gateway.problem.RejectedException;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Finds the address of the client, and refuses requests that went around the first proxy. */
@Component
@EnableConfigurationProperties(ClientProperties.class)
public class ClientAddresses {

  private static final String FORWARDED_FOR = "x-forwarded-for";

  /** No service and no log sees it: the gateway passes no header of this prefix on. */
  private static final String ORIGIN_SECRET = "x-madang-origin-secret";

  private final int trustedHops;
  private final List<IpSubnetFilterRule> trustedProxies;
  private final List<byte[]> originSecrets;

  ClientAddresses(ClientProperties properties) {
    trustedHops = properties.trustedHops();
    trustedProxies =
        properties.trustedProxies().stream()
            .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
            .toList();
    originSecrets = properties.originSecrets().stream().map(it -> it.getBytes(UTF_8)).toList();
  }

  /**
   * The address from the header that only the trusted proxies set; that of the connection if there
   * are none, or if the header is not as they would send it.
   */
  public String of(HttpServerRequest request) {
    var connected = ClientConnection.of(request.connection()).address();
    return trustedHops > 0 && isTrusted(connected) && hasOriginSecret(request)
        ? forwarded(request).orElse(connected)
        : connected;
  }

  /**
   * @throws RejectedException {@code direct-access-forbidden} if the request has no origin secret
   */
  public void checkOrigin(HttpServerRequest request) {
    if (!hasOriginSecret(request)) {
      throw new RejectedException(CommonProblem.DIRECT_ACCESS_FORBIDDEN);
    }
  }

  private boolean hasOriginSecret(HttpServerRequest request) {
    if (originSecrets.isEmpty()) {
      return true;
    }
    var sent = request.headers().getAll(ORIGIN_SECRET);
    if (sent.size() != 1) {
      return false;
    }
    var bytes = sent.getFirst().getBytes(UTF_8);
    var found = false;
    for (var secret : originSecrets) {
      found |= MessageDigest.isEqual(secret, bytes); // in constant time
    }
    return found;
  }

  private boolean isTrusted(String connected) {
    if (trustedProxies.isEmpty()) {
      return true;
    }
    var address = parse(connected).map(it -> new InetSocketAddress(it, 0)).orElse(null);
    return address != null && trustedProxies.stream().anyMatch(it -> it.matches(address));
  }

  /** What is left of the addresses that the trusted proxies appended is the client's own text. */
  private Optional<String> forwarded(HttpServerRequest request) {
    var all = String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",");
    if (all.length < trustedHops) {
      return Optional.empty();
    }
    return parse(all[all.length - trustedHops].strip()).map(InetAddress::getHostAddress);
  }

  private static Optional<InetAddress> parse(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }
}
