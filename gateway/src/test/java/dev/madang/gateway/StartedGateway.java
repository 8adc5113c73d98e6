package dev.madang.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.madang.gateway.observability.ManagementServer;
import dev.madang.gateway.server.GatewayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway of a test's own, without AWS: for public paths, behind which all are one service. */
public final class StartedGateway implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  /**
   * @param properties such as {@code gateway.limits.body-timeout=1s}
   */
  public StartedGateway(String serviceUrl, String... properties) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.ssl.enabled=false",
                "--management.server.port=0",
                "--gateway.rate-limit.address=100000/1s",
                "--AWS_REGION=eu-central-1",
                "--MADANG_ISSUER=https://issuer.invalid",
                "--MADANG_JWKS_URI=https://issuer.invalid",
                "--MADANG_TOKEN_URI=https://issuer.invalid",
                "--MADANG_APP_CLIENT_ID=app",
                "--MADANG_SERVICE_CLIENT_ID=gateway",
                "--MADANG_SERVICE_CLIENT_SECRET=secret",
                "--MADANG_USER_SERVICE_URL=" + serviceUrl,
                "--MADANG_MEDIA_SERVICE_URL=" + serviceUrl,
                "--MADANG_NOTIFICATION_SERVICE_URL=" + serviceUrl,
                "--MADANG_TLS_CERTIFICATE=",
                "--MADANG_TLS_KEY=",
                "--MADANG_TLS_CA="));
    for (var property : properties) {
      var name = "--" + property.substring(0, property.indexOf('=') + 1);
      arguments.removeIf(it -> it.startsWith(name));
      arguments.add("--" + property);
    }
    context = SpringApplication.run(GatewayApplication.class, arguments.toArray(String[]::new));
  }

  public int port() {
    return context.getBean(GatewayServer.class).port();
  }

  public int managementPort() {
    return context.getBean(ManagementServer.class).port();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A connection whose reads end after ten seconds. */
  public Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  public static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** What arrives until the gateway closes the connection. */
  public static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** What arrives until the text is complete. */
  public static String readUntil(Socket socket, String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** The whole response to a request on a connection of its own. */
  public String exchange(String request) throws IOException {
    try (var socket = connect()) {
      write(socket, request);
      return readAll(socket);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
