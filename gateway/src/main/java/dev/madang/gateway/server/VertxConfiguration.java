package dev.madang.gateway.server;

import dev.madang.gateway.limits.ConnectionLimiter;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.spi.transport.Transport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Vert.x with an event loop per processor, and with a look at each connection it accepts. */
@Configuration(proxyBeanMethods = false)
class VertxConfiguration {

  private static final int DNS_CACHE_SECONDS = 10;

  @Bean(destroyMethod = "close")
  Vertx vertx(ConnectionLimiter limiter) {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops())
            .setAddressResolverOptions(
                new AddressResolverOptions()
                    .setCacheMaxTimeToLive(DNS_CACHE_SECONDS)
                    .setRoundRobinInetAddress(true))
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    return Vertx.builder().with(options).withTransport(new LimitedTransport(limiter)).build();
  }

  static int eventLoops() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Vert.x has no other way to refuse a connection before its TLS handshake. */
  private record LimitedTransport(ConnectionLimiter limiter)
      implements io.vertx.core.transport.Transport {

    private static final boolean IS_EPOLL = new EpollTransport().isAvailable();

    @Override
    public String name() {
      return IS_EPOLL ? "epoll" : "nio";
    }

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public Throwable unavailabilityCause() {
      throw new IllegalStateException("NIO is always available");
    }

    @Override
    public Transport implementation() {
      return IS_EPOLL
          ? new EpollTransport() {
            @Override
            public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domain) {
              return limited(super.serverChannelFactory(domain));
            }
          }
          : new NioTransport() {
            @Override
            public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domain) {
              return limited(super.serverChannelFactory(domain));
            }
          };
    }

    private ChannelFactory<ServerChannel> limited(ChannelFactory<? extends ServerChannel> factory) {
      return () -> {
        ServerChannel channel = factory.newChannel();
        channel.pipeline().addLast(limiter);
        return channel;
      };
    }
  }
}
