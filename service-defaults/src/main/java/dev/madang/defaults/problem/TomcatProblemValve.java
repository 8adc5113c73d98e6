package dev.madang.defaults.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;

/** Writes Tomcat's own error responses as problems. Tomcat creates it by its name. */
public final class TomcatProblemValve extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(TomcatProblemValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    // Only requests without a response, as in the superclass.
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    var problem = CommonProblem.of(HttpStatusCode.valueOf(response.getStatus())).toProblemDetail();
    try {
      ServletProblemWriter.write(response, problem);
      response.finishResponse();
    } catch (IOException disconnected) {
      LOG.debug("Client disconnected before it got the problem", disconnected);
    }
  }
}
