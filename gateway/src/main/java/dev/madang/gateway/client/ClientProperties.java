package dev.madang.gateway.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies between clients and the gateway.
 *
 * @param trustedHops proxies in front of the gateway that each append an address to {@code
 *     X-Forwarded-For}: the client's is the last one for 1, the one before it for 2. With 0 the
 *     client has the address of the connection. A network load balancer appends nothing
 * @param trustedProxies networks, such as {@code 10.0.0.0/16}: only a connection from them may have
 *     the header; any connection if the list is empty, which needs {@code originSecrets}
 * @param originSecrets values that the first proxy, such as CloudFront, sends in {@code
 *     X-Madang-Origin-Secret}, of 32 characters or more; a request without one of them is refused.
 *     Two while the secret is rotated; none if clients may connect directly
 */
@ConfigurationProperties("gateway.client")
record ClientProperties(
    @DefaultValue("0") int trustedHops,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue List<String> originSecrets) {

  private static final int MIN_SECRET_LENGTH = 32;

  ClientProperties {
    originSecrets = originSecrets.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
    if (originSecrets.stream().anyMatch(it -> it.length() < MIN_SECRET_LENGTH)) {
      throw new IllegalArgumentException("An origin secret has 32 characters or more");
    }
    if (trustedHops > 0 && trustedProxies.isEmpty() && originSecrets.isEmpty()) {
      throw new IllegalArgumentException(
          "Trusted hops need trusted proxies or origin secrets: any client could send the header");
    }
  }

  @Override
  public String toString() {
    return "ClientProperties[" + trustedHops + ", " + trustedProxies + "]";
  }
}
