package dev.madang.gateway.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Closes a new connection that exceeds the limits before anything is spent on it. It stands in the
 * pipeline of the listening socket, whose messages are the accepted connections.
 */
@Sharable
@Component
@EnableConfigurationProperties(LimitProperties.class)
public class ConnectionLimiter extends ChannelInboundHandlerAdapter {

  private final LimitProperties limits;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final Counter refused;

  ConnectionLimiter(LimitProperties limits, MeterRegistry meters) {
    this.limits = limits;
    Gauge.builder("gateway.connections", all::get).register(meters);
    this.refused = Counter.builder("gateway.connections.refused").register(meters);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof Channel connection)
        || !(connection.remoteAddress() instanceof InetSocketAddress client)) {
      context.fireChannelRead(message);
      return;
    }
    var address = network(client.getAddress());
    if (!count(address)) {
      refused.increment();
      connection.unsafe().closeForcibly();
      return;
    }
    connection.closeFuture().addListener(_ -> release(address));
    connection
        .pipeline()
        .addFirst(new ClientConnection(connection, client.getAddress().getHostAddress(), limits));
    context.fireChannelRead(connection);
  }

  private boolean count(InetAddress address) {
    if (all.incrementAndGet() > limits.maxConnections()) {
      all.decrementAndGet();
      return false;
    }
    if (byAddress.merge(address, 1, Integer::sum) > limits.maxConnectionsPerAddress()) {
      release(address);
      return false;
    }
    return true;
  }

  private void release(InetAddress address) {
    all.decrementAndGet();
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  /** One IPv6 client has at least a /64 network to choose addresses from. */
  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    var bytes = address.getAddress();
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
