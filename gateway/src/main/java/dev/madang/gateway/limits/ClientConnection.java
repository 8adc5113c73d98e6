package dev.madang.gateway.limits;

import dev.madang.gateway.limits.Deadlines.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a client's connection. It closes the connection if the headers of a request
 * do not arrive in time. And after a response to a request that was not read to its end, it keeps
 * reading for a while before it closes: else the operating system would answer the rest of the
 * request with a reset, and the client might lose the response.
 */
public final class ClientConnection extends ChannelDuplexHandler {

  private static final int LINGER_SECONDS = 2;
  private static final int MAX_DISCARDED = 4 << 20;

  private final LimitProperties limits;
  private final String address;
  private final Channel channel;
  private @Nullable Deadlines deadlines;
  private @Nullable Deadline headers;
  private boolean http1;
  private int requests;
  private boolean unread;
  private boolean lingering;
  private int discarded;

  ClientConnection(Channel channel, String address, LimitProperties limits) {
    this.channel = channel;
    this.address = address;
    this.limits = limits;
  }

  public static ClientConnection of(HttpConnection connection) {
    return ((ConnectionBase) connection).channel().pipeline().get(ClientConnection.class);
  }

  /** After the TLS handshake, if there is one: the first request must arrive in time. */
  public void accepted(Deadlines ofEventLoop) {
    // HTTP/2 has other traffic between requests.
    http1 = channel.pipeline().get(HttpRequestDecoder.class) != null;
    deadlines = ofEventLoop;
    expectHeaders();
    channel.closeFuture().addListener(_ -> cancel());
  }

  /** The IP address of the client. */
  public String address() {
    return address;
  }

  /** The headers of a request have arrived. */
  public void requestStarted() {
    requests++;
    cancel();
  }

  public void requestEnded() {
    requests--;
  }

  /**
   * The client must take a response in time.
   *
   * @return to be cancelled when it has; empty for a request that is not valid HTTP, after which
   *     the connection is closed
   */
  public Optional<Deadline> startSending(Runnable tooSlow) {
    return Optional.ofNullable(deadlines).map(it -> it.in(limits.sendTimeout(), tooSlow));
  }

  /** The request is answered without being read to its end; the connection is about to close. */
  public void unread() {
    unread = true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (lingering) {
      discarded += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
      ReferenceCountUtil.release(message);
      if (discarded > MAX_DISCARDED) {
        context.close();
      }
      return;
    }
    if (http1 && requests == 0 && headers == null) {
      expectHeaders();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (!unread || !(context.channel() instanceof DuplexChannel duplex)) {
      context.close(promise);
      return;
    }
    channel.closeFuture().addListener(_ -> promise.trySuccess());
    if (lingering) {
      return;
    }
    lingering = true;
    channel.config().setAutoRead(true);
    var end = context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(_ -> end.cancel(false));
    duplex.shutdownOutput(); // Vert.x then closes once more
  }

  private void expectHeaders() {
    if (deadlines != null) {
      headers = deadlines.in(limits.headersTimeout(), channel::close);
    }
  }

  private void cancel() {
    if (headers != null) {
      headers.cancel();
      headers = null;
    }
  }
}
