package dev.madang.gateway.routing;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderValues.CLOSE;
import static io.netty.handler.codec.http.HttpHeaderValues.ZERO;

import dev.madang.defaults.problem.Problem;
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
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import reactor.netty.NettyPipeline;

/**
 * Says in a problem what is refused before it becomes a request of ours: what Netty cannot or will
 * not read, and what Spring Security's firewall turns away.
 */
@Configuration(proxyBeanMethods = false)
class MalformedRequestHandler {

  @Bean
  NettyServerCustomizer unreadable() {
    return server ->
        server.doOnChannelInit((observer, channel, client) ->
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, "unreadable", new Unreadable()));
  }

  @Bean
  ServerExchangeRejectedHandler turnedAway() {
    return (exchange, rejected) ->
        ReactiveProblemWriter.write(exchange, Problem.of(HttpStatus.BAD_REQUEST));
  }

  /** Gives reactor-netty's answer to what it cannot read, which has no body, a body. */
  private static final class Unreadable extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof FullHttpResponse bare && isNettysOwnRefusal(bare)) {
        var told = withBody(bare, Problem.of(HttpStatusCode.valueOf(bare.status().code())));
        ReferenceCountUtil.release(bare);
        context.write(told, promise);
      } else {
        context.write(message, promise);
      }
    }

    private static boolean isNettysOwnRefusal(FullHttpResponse response) {
      var headers = response.headers();
      return response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
          && headers.contains(CONTENT_LENGTH, ZERO, true)
          && headers.contains(CONNECTION, CLOSE, true);
    }

    private static FullHttpResponse withBody(FullHttpResponse bare, ProblemDetail problem) {
      var body = Unpooled.wrappedBuffer(ProblemJson.bytes(problem));
      var told = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), body);
      told.headers()
          .set(CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
          .set(CONTENT_LENGTH, body.readableBytes())
          .set(CACHE_CONTROL, "no-store")
          .set(CONNECTION, CLOSE);
      return told;
    }
  }
}
