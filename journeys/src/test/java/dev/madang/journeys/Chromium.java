package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium with one tab, controlled by the Chrome DevTools Protocol. It takes the
 * certificates of the local system as they are.
 */
final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String DEVTOOLS = "DevTools listening on ";
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket devTools;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  private Chromium(Process process, Path profile, URI endpoint) throws Exception {
    this.process = process;
    this.profile = profile;
    var list = URI.create("http://%s/json/list".formatted(endpoint.getAuthority()));
    var tabs = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    var tab = JSON.readTree(tabs).get(0).get("webSocketDebuggerUrl").stringValue();
    devTools = http.newWebSocketBuilder().buildAsync(URI.create(tab), new Listener()).get();
    for (var domain : List.of("Page", "Runtime", "Log")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** Skips the test if there is none. */
  static Chromium start() throws Exception {
    var program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return abort("NOT TESTED: Chromium is missing. Debian: apt-get install chromium");
    }
    var profile = Files.createTempDirectory("chromium");
    var command =
        List.of(
            program.get().toString(),
            "--headless=new",
            "--no-sandbox", // it opens our own pages only, and may run as root
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--ignore-certificate-errors",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    var process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    var log = process.errorReader(UTF_8);
    var endpoint = endpoint(log);
    Thread.ofVirtual().start(() -> log.lines().forEach(_ -> {}));
    return new Chromium(process, profile, endpoint);
  }

  private static URI endpoint(BufferedReader log) throws IOException {
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      if (line.startsWith(DEVTOOLS)) {
        return URI.create(line.substring(DEVTOOLS.length()));
      }
    }
    throw new IOException("Chromium has ended before it listened");
  }

  /** Opens a page and waits until it and its images are loaded. */
  void open(URI url) {
    complaints.clear();
    send("Page.navigate", Map.of("url", url.toString()));
    awaitLoaded(url);
  }

  void awaitLoaded(URI url) {
    await()
        .atMost(TIMEOUT)
        .until(() ->
            evaluate("document.readyState === 'complete' && location.href")
                .asString()
                .startsWith(url.toString()));
  }

  /** The value of a JavaScript expression; of a promise when it is there. */
  JsonNode evaluate(String expression) {
    var result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(result.get("exceptionDetails").toPrettyString());
    }
    return result.path("result").path("value");
  }

  /** Types into the element that has the focus. */
  void type(String text) {
    send("Input.insertText", Map.of("text", text));
  }

  void pressEnter() {
    for (var type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", "Enter", "text", "\r", "windowsVirtualKeyCode", 13));
    }
  }

  void resize(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Into {@code target/screenshots}, for a look at it. */
  void screenshot(String name) throws IOException {
    var image = send("Page.captureScreenshot", Map.of("format", "png")).get("data").stringValue();
    var file = Path.of("target", "screenshots", name + ".png");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, Base64.getDecoder().decode(image));
  }

  /** What the browser has logged since the page was opened: refused content, failed requests. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonNode send(String method, Map<String, Object> parameters) {
    var id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    var command = Map.of("id", id, "method", method, "params", parameters);
    synchronized (this) {
      devTools.sendText(JSON.writeValueAsString(command), true).join();
    }
    var answered = answer.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.get("error"));
    }
    return answered.path("result");
  }

  private void receive(JsonNode message) {
    if (message.has("id")) {
      Objects.requireNonNull(answers.remove(message.get("id").intValue())).complete(message);
    } else if (message.path("method").asString().equals("Log.entryAdded")) {
      var entry = message.at("/params/entry");
      complaints.add(entry.path("text").asString() + " " + entry.path("url").asString());
    }
  }

  @Override
  public void close() throws IOException {
    devTools.abort();
    http.close();
    process.destroyForcibly().onExit().join();
    try (var files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        receive(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
