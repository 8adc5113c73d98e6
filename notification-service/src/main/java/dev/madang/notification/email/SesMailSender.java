package dev.madang.notification.email;

import dev.madang.notification.template.Mail;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;

@Component
class SesMailSender implements MailSender {

  private final SesV2Client ses;
  private final String sender;

  SesMailSender(AwsClientBuilderConfigurer aws, EmailProperties properties) {
    var client = aws.configure(SesV2Client.builder());
    var withTimeout =
        client
            .overrideConfiguration()
            .copy(override -> override.apiCallTimeout(properties.sendTimeout()));
    this.ses = client.overrideConfiguration(withTimeout).build();
    this.sender = properties.sender();
  }

  @Override
  public String send(String address, Mail mail) {
    return ses.sendEmail(email ->
            email
                .fromEmailAddress(sender)
                .destination(to -> to.toAddresses(address))
                .content(content ->
                    content.simple(simple ->
                        simple
                            .subject(utf8(mail.subject()))
                            .body(body -> body.text(utf8(mail.text())).html(utf8(mail.html()))))))
        .messageId();
  }

  private static Content utf8(String text) {
    return Content.builder().charset("UTF-8").data(text).build();
  }
}
