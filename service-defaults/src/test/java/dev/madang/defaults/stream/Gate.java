package dev.madang.defaults.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to an endpoint that can be shut. */
final class Gate implements AutoCloseable {

  private final URI endpoint;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  Gate(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void shut() throws IOException {
    shut = true;
    for (var connection : connections) {
      connection.close();
    }
  }

  void open() {
    shut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var near = server.accept();
        if (shut) {
          near.close();
          continue;
        }
        var far = new Socket(endpoint.getHost(), endpoint.getPort());
        connections.add(near);
        connections.add(far);
        Thread.ofVirtual().start(() -> copy(near, far));
        Thread.ofVirtual().start(() -> copy(far, near));
      } catch (IOException closed) {
        // The next connection may do better.
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // One side hung up: both are closed.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    shut();
  }
}
