package dev.madang.gateway.limits;

import dev.madang.defaults.ratelimit.ClientNetwork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    var address = ClientNetwork.of(client.getAddress());
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
}
