package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Pattern;

/** A mail that was sent with SES or by Cognito. */
record Mail(String id, String subject, String text) {

  private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

  static List<Mail> to(String address) {
    var path = "/_local/mails?to=" + URLEncoder.encode(address, UTF_8);
    return List.of(Http.send(Http.to(Madang.AWS.resolve(path)).build()).as(Mail[].class));
  }

  boolean isWelcome() {
    return subject.startsWith("Welcome");
  }

  boolean isPasswordReset() {
    return subject.contains("password reset");
  }

  /** The six-digit code that confirms an address or resets a password. */
  String code() {
    var found = CODE.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no code in mail " + subject);
    }
    return found.group();
  }
}
