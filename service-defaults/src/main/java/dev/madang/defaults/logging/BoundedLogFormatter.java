package dev.madang.defaults.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.StandardStackTracePrinter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * JSON with the field names of ECS, as Boot's, in lines of 2 KB at most: a message that somebody
 * sent us, a header or a name must not fill the log. A longer message is cut and says how long it
 * was, as are those of exceptions. A stack trace begins with the root cause; a long one goes on in
 * further lines, fifteen in all.
 */
public final class BoundedLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

  private static final int MAX_LINES = 15;

  // Bytes in JSON. With all other fields the sum is less than 2048.
  private static final int MESSAGE = 1200;
  private static final int MESSAGE_BESIDE_STACK_TRACE = 500;
  private static final int STACK_TRACE = 600;
  private static final int STACK_TRACE_CONTINUED = 1000;
  private static final int EXCEPTION = 300;
  private static final int CONTEXT = 300;
  private static final int NAME = 100;

  private static final StandardStackTracePrinter STACK_TRACES =
      StandardStackTracePrinter.rootFirst()
          .withLineSeparator("\n")
          .withFormatter(failure -> LogText.cut(failure.toString(), EXCEPTION));

  private final JsonWriter<Line> writer;

  public BoundedLogFormatter(Environment environment) {
    var service = environment.getProperty("spring.application.name", "");
    writer =
        JsonWriter.<Line>of(
                members -> {
                  members.add("@timestamp", line -> line.event().getInstant());
                  members
                      .add("log")
                      .usingMembers(log -> {
                        log.add("level", line -> line.event().getLevel().toString());
                        log.add("logger", line -> LogText.cut(line.event().getLoggerName(), NAME));
                      });
                  members
                      .add("process")
                      .usingMembers(process -> {
                        process.add("pid", ProcessHandle.current().pid());
                        process
                            .add("thread")
                            .usingMembers(thread ->
                                thread.add(
                                    "name",
                                    line -> LogText.cut(line.event().getThreadName(), NAME)));
                      });
                  members.add("service").usingMembers(it -> it.add("name", service));
                  members.add("message", Line::message);
                  members.addMapEntries(Line::context);
                  members
                      .add("error", Line::failure)
                      .whenNotNull()
                      .usingMembers(error -> {
                        error.add("type", Failure::type);
                        error.add("stack_trace", Failure::stackTrace);
                      });
                  members.add("ecs").usingMembers(ecs -> ecs.add("version", "8.11"));
                })
            .withNewLineAtEnd();
  }

  private record Line(ILoggingEvent event, String message, @Nullable Failure failure) {

    Map<String, String> context() {
      var all = new TreeMap<>(event.getMDCPropertyMap());
      if (event.getKeyValuePairs() != null) {
        event.getKeyValuePairs().forEach(it -> all.put(it.key, String.valueOf(it.value)));
      }
      var bounded = new TreeMap<String, String>();
      int left = CONTEXT;
      for (var entry : all.entrySet()) {
        var value = LogText.cut(String.valueOf(entry.getValue()), NAME);
        left -= LogText.length(entry.getKey()) + LogText.length(value);
        if (left > 0) {
          bounded.put(entry.getKey(), value);
        }
      }
      return bounded;
    }
  }

  /**
   * @param stackTrace a part of it
   */
  private record Failure(String type, String stackTrace) {}

  @Override
  public String format(ILoggingEvent event) {
    var message = String.valueOf(event.getFormattedMessage());
    var failure = event.getThrowableProxy();
    if (failure == null) {
      return writer.writeToString(new Line(event, LogText.cut(message, MESSAGE), null));
    }
    var type = LogText.cut(failure.getClassName(), NAME);
    var trace = stackTrace(failure);
    var lines = new StringBuilder();
    int end = endOfPart(trace, 0, STACK_TRACE);
    lines.append(
        writer.writeToString(
            new Line(
                event,
                LogText.cut(message, MESSAGE_BESIDE_STACK_TRACE),
                new Failure(type, trace.substring(0, end)))));
    for (int number = 2; end < trace.length() && number <= MAX_LINES; number++) {
      int start = end;
      end = endOfPart(trace, start, STACK_TRACE_CONTINUED);
      lines.append(
          writer.writeToString(
              new Line(
                  event,
                  "stack trace, continued (%d)".formatted(number),
                  new Failure(type, trace.substring(start, end)))));
    }
    return lines.toString();
  }

  private static String stackTrace(IThrowableProxy failure) {
    return failure instanceof ThrowableProxy proxy
        ? STACK_TRACES.printStackTraceToString(proxy.getThrowable())
        : String.valueOf(failure.getMessage());
  }

  /** After a line break, if one is near. */
  private static int endOfPart(String trace, int start, int most) {
    int end = LogText.prefix(trace, start, most);
    int line = trace.lastIndexOf('\n', end - 1) + 1;
    return end == trace.length() || line <= start ? end : line;
  }
}
