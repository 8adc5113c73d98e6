package dev.madang.gateway.routing;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.madang.defaults.problem.CommonProblem;
import java.util.Map;
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
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rejects a request whose body is too large, by its Content-Length or while it is read. */
@Component
@Order(0)
@EnableConfigurationProperties(RequestSizeProperties.class)
class RequestSizeLimitFilter implements WebFilter {

  private final long limit;
  private final Map<PathPattern, Long> overrides;

  RequestSizeLimitFilter(RequestSizeProperties properties) {
    this.limit = properties.maxBodySize().toBytes();
    this.overrides =
        properties.maxBodySizeOverrides().entrySet().stream()
            .collect(
                toUnmodifiableMap(
                    path -> PathPatternParser.defaultInstance.parse(path.getKey()),
                    path -> path.getValue().toBytes()));
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    var limit = limitOf(request);
    if (request.getHeaders().getContentLength() > limit) {
      return Mono.error(CommonProblem.BODY_TOO_LARGE.exception());
    }
    return chain.filter(exchange.mutate().request(counted(request, limit)).build());
  }

  private long limitOf(ServerHttpRequest request) {
    var path = request.getPath().pathWithinApplication();
    return overrides.entrySet().stream()
        .filter(one -> one.getKey().matches(path))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(limit);
  }

  private static ServerHttpRequest counted(ServerHttpRequest request, long limit) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        var length = new AtomicLong();
        return super.getBody()
            .handle((part, body) -> {
              if (length.addAndGet(part.readableByteCount()) > limit) {
                DataBufferUtils.release(part);
                body.error(CommonProblem.BODY_TOO_LARGE.exception());
              } else {
                body.next(part);
              }
            });
      }
    };
  }
}
