package dev.madang.gateway.problem;

import dev.madang.defaults.problem.CommonProblem;

/** A request that the gateway answers itself, with a problem. It has no stack trace. */
public final class RejectedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final CommonProblem problem;

  public RejectedException(CommonProblem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public CommonProblem problem() {
    return problem;
  }
}
