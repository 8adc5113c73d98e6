package dev.madang.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WelcomeMailTests {

  private final WelcomeMail welcome = new WelcomeMail();

  @Test
  void theMailCallsTheUserByName() {
    var mail = welcome.to("Kim");

    assertThat(mail.subject()).isEqualTo("Welcome to Madang");
    assertThat(mail.text()).startsWith("Hello Kim,");
    assertThat(mail.html()).contains("<p>Hello Kim,</p>");
  }

  @Test
  void aNameIsNoHtml() {
    var mail = welcome.to("<b>Kim</b>");

    assertThat(mail.html()).contains("Hello &lt;b&gt;Kim&lt;/b&gt;,").doesNotContain("<b>");
    assertThat(mail.text()).startsWith("Hello <b>Kim</b>,");
  }

  @Test
  void aNameIsNoPlaceAndNoPattern() {
    assertThat(welcome.to("{name} $1 \\").text()).startsWith("Hello {name} $1 \\,");
  }

  @Test
  void aPlaceWithoutValueIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Template("{who}").fill(Map.of(), UnaryOperator.identity()))
        .withMessageContaining("{who}");
  }
}
