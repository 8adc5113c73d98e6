package dev.madang.gateway.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Drops interim responses that Vert.x does not know, such as 102. It would take one for the final
 * response, and the final one for that of the next request.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {

  private boolean dropping;

  /** Of a new connection to a service. */
  static void dropUnknown(HttpConnection connection) {
    ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
    if (pipeline.get("codec") != null) {
      pipeline.addAfter("codec", "interim", new InterimResponses());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response) {
      dropping = isUnknown(response.status().code());
    }
    if (!dropping) {
      context.fireChannelRead(message);
      return;
    }
    dropping = !(message instanceof LastHttpContent);
    ReferenceCountUtil.release(message);
  }

  private static boolean isUnknown(int status) {
    return HttpStatusClass.INFORMATIONAL.contains(status)
        && status != 100
        && status != 101
        && status != 103;
  }
}
