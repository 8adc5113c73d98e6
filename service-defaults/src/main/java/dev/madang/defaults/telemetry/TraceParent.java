package dev.madang.defaults.telemetry;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Optional;

/**
 * A span that others continue, when they read what it stored or sent.
 *
 * @param value as the header {@code traceparent} of W3C trace context
 */
public record TraceParent(String value) {

  public static final String NAME = "traceparent";

  /** The span of this thread; empty outside of spans. */
  public static Optional<TraceParent> current(Tracer tracer) {
    return Optional.ofNullable(tracer.currentSpan())
        .filter(it -> !it.isNoop())
        .map(Span::context)
        .map(it -> {
          var flags = Boolean.TRUE.equals(it.sampled()) ? "01" : "00";
          return new TraceParent("00-%s-%s-%s".formatted(it.traceId(), it.spanId(), flags));
        });
  }

  /** An observation in the trace of the parent; without one in the trace of this thread. */
  public static Observation observation(
      String name, Optional<TraceParent> parent, ObservationRegistry registry) {
    return parent
        .map(it -> Observation.createNotStarted(name, it::receiverContext, registry))
        .orElseGet(() -> Observation.createNotStarted(name, registry));
  }

  private ReceiverContext<TraceParent> receiverContext() {
    var context =
        new ReceiverContext<TraceParent>(
            (parent, header) -> header.equals(NAME) ? parent.value() : null);
    context.setCarrier(this);
    return context;
  }
}
