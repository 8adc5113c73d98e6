package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;

class SesTests {
  private final LocalAws localAws = LocalAws.running();
  private final SesV2Client ses = localAws.client(SesV2Client.builder());
  private final String sender = localAws.output("SenderAddress");
  private final String to = UUID.randomUUID() + "@example.com";

  @Test
  @Proves("ses-simple")
  void aSimpleMailIsSentWithItsPlainText() {
    var id = send(sender).messageId();
    var mail = localAws.mailsTo(to).getLast();
    assertThat(mail.id()).isEqualTo(id);
    assertThat(mail.from()).isEqualTo(sender);
    assertThat(mail.to()).containsExactly(to);
    assertThat(mail.subject()).isEqualTo("Hello");
    assertThat(mail.text()).isEqualTo("plain");
    assertThat(mail.sentAt()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
  }

  @Test
  @Proves("ses-raw")
  void aRawMailIsSentWithTheTextOfItsParts() {
    var mime = "From: %s\r\nTo: %s\r\nSubject: Raw\r\n\r\nwritten by hand".formatted(sender, to);
    ses.sendEmail(mail ->
        mail.destination(destination -> destination.toAddresses(to))
            .content(content -> content.raw(raw -> raw.data(SdkBytes.fromUtf8String(mime)))));
    var mail = localAws.mailsTo(to).getLast();
    assertThat(mail.subject()).isEqualTo("Raw");
    assertThat(mail.text()).contains("written by hand");
  }

  @Test
  @Proves("ses-unverified")
  void rejectsMailsFromAnUnverifiedAddress() {
    assertThatThrownBy(() -> send("stranger@elsewhere.example"))
        .isInstanceOf(MessageRejectedException.class);
    assertThat(localAws.mailsTo(to)).isEmpty();
  }

  @Test
  @StillDiffers("ses-templates")
  void templatesCannotBeStored() {
    assertThatThrownBy(() ->
            ses.createEmailTemplate(it ->
                it.templateName("welcome")
                    .templateContent(content -> content.subject("Hello").text("Hello {{name}}"))))
        .isInstanceOf(SdkException.class);
  }

  private SendEmailResponse send(String from) {
    return ses.sendEmail(mail ->
        mail.fromEmailAddress(from)
            .destination(destination -> destination.toAddresses(to))
            .content(content ->
                content.simple(simple ->
                    simple
                        .subject(subject -> subject.data("Hello"))
                        .body(body ->
                            body.text(text -> text.data("plain"))
                                .html(html -> html.data("<p>html</p>"))))));
  }
}
