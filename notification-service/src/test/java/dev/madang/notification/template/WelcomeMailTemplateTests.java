package dev.madang.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WelcomeMailTemplateTests {

  private final WelcomeMailTemplate welcome = new WelcomeMailTemplate();

  @Test
  void addressesTheUserByName() {
    var mail = welcome.render("Kim");

    assertThat(mail.subject()).isEqualTo("Welcome to Madang");
    assertThat(mail.text()).startsWith("Hello Kim,");
    assertThat(mail.html()).contains("<p>Hello Kim,</p>");
  }

  @Test
  void escapesANameInHtml() {
    var mail = welcome.render("<b>Kim</b>");

    assertThat(mail.html()).contains("Hello &lt;b&gt;Kim&lt;/b&gt;,").doesNotContain("<b>");
    assertThat(mail.text()).startsWith("Hello <b>Kim</b>,");
  }

  @Test
  void treatsANameAsPlainText() {
    assertThat(welcome.render("{name} $1 \\").text()).startsWith("Hello {name} $1 \\,");
  }

  @Test
  void rejectsAPlaceholderWithoutValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Template("{who}").fill(Map.of(), UnaryOperator.identity()))
        .withMessageContaining("{who}");
  }
}
