package dev.madang.defaults.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy whose connections can be cut. */
final class TcpProxy implements AutoCloseable {

  private final URI endpoint;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean disconnected;

  TcpProxy(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void disconnect() throws IOException {
    disconnected = true;
    for (var connection : connections) {
      connection.close();
    }
  }

  void reconnect() {
    disconnected = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        if (disconnected) {
          client.close();
          continue;
        }
        var upstream = new Socket(endpoint.getHost(), endpoint.getPort());
        connections.add(client);
        connections.add(upstream);
        Thread.ofVirtual().start(() -> copy(client, upstream));
        Thread.ofVirtual().start(() -> copy(upstream, client));
      } catch (IOException closed) {
        // Waits for the next connection.
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // One side has closed: close both.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    disconnect();
  }
}
