package dev.madang.gateway.route;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses a request that announces too long a body, and breaks off one that turns out so. */
@Component
@Order(0)
@EnableConfigurationProperties(RouteProperties.class)
class BodyLimit implements WebFilter {

  private final long limit;

  BodyLimit(RouteProperties properties) {
    this.limit = properties.largestBody().toBytes();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    if (request.getHeaders().getContentLength() > limit) {
      return Mono.error(new BodyTooLarge());
    }
    return chain.filter(exchange.mutate().request(counted(request)).build());
  }

  private ServerHttpRequest counted(ServerHttpRequest request) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        var length = new AtomicLong();
        return super.getBody()
            .handle((part, body) -> {
              if (length.addAndGet(part.readableByteCount()) > limit) {
                DataBufferUtils.release(part);
                body.error(new BodyTooLarge());
              } else {
                body.next(part);
              }
            });
      }
    };
  }
}
