package dev.madang.localaws;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Passes {@link LocalAws} to tests that have it as a parameter. */
public final class LocalAwsExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalAws.class;
  }

  @Override
  public LocalAws resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return LocalAws.running();
  }
}
