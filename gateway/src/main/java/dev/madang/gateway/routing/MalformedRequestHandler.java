package dev.madang.gateway.routing;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderValues.CLOSE;
import static io.netty.handler.codec.http.HttpHeaderValues.ZERO;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemJson;
import dev.madang.defaults.problem.ReactiveProblemWriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import reactor.netty.NettyPipeline;

/**
 * Renders as problems the requests that are rejected before any filter: by Netty, and by Spring
 * Security's firewall.
 */
@Configuration(proxyBeanMethods = false)
class MalformedRequestHandler {

  private static final Set<HttpMethod> IMPLEMENTED =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  /** QUERY is a known method that no resource supports: the resource answers with 405. */
  @Bean
  StrictServerWebExchangeFirewall firewall() {
    var methods = new HashSet<>(IMPLEMENTED);
    methods.add(HttpMethod.valueOf("QUERY"));
    var firewall = new StrictServerWebExchangeFirewall();
    firewall.setAllowedHttpMethods(methods);
    return firewall;
  }

  @Bean
  NettyServerCustomizer nettyProblems() {
    return server ->
        server.doOnChannelInit((observer, channel, client) ->
            channel
                .pipeline()
                .addAfter(NettyPipeline.HttpCodec, "problems", new NettyProblemHandler()));
  }

  /** A method that no resource implements is answered with 501, TRACE with 405 (RFC 9110, 9.1). */
  @Bean
  ServerExchangeRejectedHandler firewallProblems() {
    return (exchange, rejected) -> {
      var method = exchange.getRequest().getMethod();
      if (method.equals(HttpMethod.TRACE)) {
        exchange.getResponse().getHeaders().setAllow(IMPLEMENTED);
        return ReactiveProblemWriter.write(
            exchange, CommonProblem.METHOD_NOT_ALLOWED.toProblemDetail());
      }
      var problem =
          IMPLEMENTED.contains(method)
              ? CommonProblem.INVALID_REQUEST
              : CommonProblem.NOT_IMPLEMENTED;
      return ReactiveProblemWriter.write(exchange, problem.toProblemDetail());
    };
  }

  /** Adds a body to the error responses of reactor-netty, which have none. */
  private static final class NettyProblemHandler extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof FullHttpResponse bare && isErrorOfNetty(bare)) {
        var response =
            withBody(bare, CommonProblem.of(HttpStatusCode.valueOf(bare.status().code())));
        ReferenceCountUtil.release(bare);
        context.write(response, promise);
      } else {
        context.write(message, promise);
      }
    }

    private static boolean isErrorOfNetty(FullHttpResponse response) {
      var headers = response.headers();
      return response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
          && headers.contains(CONTENT_LENGTH, ZERO, true)
          && headers.contains(CONNECTION, CLOSE, true);
    }

    private static FullHttpResponse withBody(FullHttpResponse bare, CommonProblem problem) {
      var body = Unpooled.wrappedBuffer(ProblemJson.bytes(problem.toProblemDetail()));
      var response = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), body);
      response
          .headers()
          .set(CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
          .set(CONTENT_LENGTH, body.readableBytes())
          .set(CACHE_CONTROL, "no-store")
          .set(CONNECTION, CLOSE);
      return response;
    }
  }
}
