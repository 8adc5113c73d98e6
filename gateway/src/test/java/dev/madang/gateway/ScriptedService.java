package dev.madang.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that answers over a socket what a test tells it to, also what no server would. */
public final class ScriptedService implements AutoCloseable {

  /** Answers one request; the connection is kept open afterwards. */
  @FunctionalInterface
  public interface Script {
    void answer(Request request, OutputStream out) throws Exception;
  }

  /**
   * @param head the request line and the headers, in lower case
   */
  public record Request(List<String> head, String body, Socket connection) {

    public String target() {
      return head.getFirst().split(" ")[1];
    }

    /** Waits until the gateway has closed the connection. */
    public void awaitClose() throws IOException {
      while (connection.getInputStream().read() >= 0) {
        // more of what nobody needs
      }
    }
  }

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private volatile Script script = (_, out) -> respond(out, "content-length: 2", "ok");

  public ScriptedService() throws IOException {
    server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public String url() {
    return "http://localhost:" + server.getLocalPort();
  }

  /** From now on; requests and connections are counted anew. */
  public void answerWith(Script script) {
    this.script = script;
    requests.clear();
    connections.set(0);
  }

  /** The requests that have arrived completely. */
  public BlockingQueue<Request> requests() {
    return requests;
  }

  public int connections() {
    return connections.get();
  }

  public static void respond(OutputStream out, String headers, String body) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + body).getBytes(US_ASCII));
    out.flush();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      var isCounted = false;
      for (var head = head(in); !head.isEmpty(); head = head(in)) {
        if (head.getFirst().contains("/internal/revocations")) {
          var page = "{\"items\": [], \"next\": \"0\", \"more\": false}";
          respond(
              socket.getOutputStream(),
              "content-type: application/json\r\ncontent-length: " + page.length(),
              page);
          continue;
        }
        if (!isCounted) {
          isCounted = true;
          connections.incrementAndGet();
        }
        var request = new Request(head, body(in, head), socket);
        requests.add(request);
        script.answer(request, socket.getOutputStream());
      }
    } catch (Exception closed) {
      // The test sees it from the gateway.
    }
  }

  private static List<String> head(BufferedReader in) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(lines.isEmpty() ? line : line.toLowerCase(Locale.ROOT));
    }
    return lines;
  }

  private static String body(BufferedReader in, List<String> head) throws IOException {
    var length =
        head.stream()
            .filter(it -> it.startsWith("content-length: "))
            .mapToInt(it -> Integer.parseInt(it.substring(16)))
            .sum();
    var body = new char[length];
    for (var read = 0; read < length; ) {
      read += in.read(body, read, length - read);
    }
    return new String(body);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
