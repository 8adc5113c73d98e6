package dev.madang.defaults.budget;

import dev.madang.defaults.problem.CommonProblem;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Stops a call of AWS, or its retries, when the budget of the request is spent. */
final class AwsRequestBudgetInterceptor implements ExecutionInterceptor {

  private static final ExecutionAttribute<AtomicInteger> ATTEMPTS =
      new ExecutionAttribute<>("RequestBudgetAttempts");

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(ATTEMPTS, new AtomicInteger());
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    RequestBudget.requireTime();
    if (attributes.getAttribute(ATTEMPTS).incrementAndGet() > 1 && !RequestBudget.takeRetry()) {
      throw CommonProblem.SERVICE_UNAVAILABLE.exception("AWS is unavailable at the moment.");
    }
  }
}
