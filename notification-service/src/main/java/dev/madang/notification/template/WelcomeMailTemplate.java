package dev.madang.notification.template;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

@Component
public class WelcomeMailTemplate {

  private final Template text = Template.read("welcome.txt");
  private final Template html = Template.read("welcome.html");

  public Mail render(String displayName) {
    var values = Map.of("name", displayName);
    return new Mail(
        "Welcome to Madang",
        text.fill(values, UnaryOperator.identity()),
        html.fill(values, HtmlUtils::htmlEscape));
  }
}
