package dev.madang.notification.recipient;

import dev.madang.notification.UserId;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.registry.ImportHttpServices;

@Component
@ImportHttpServices(group = "user-service", types = UserService.class)
class UserServiceRecipients implements Recipients {

  private static final URI USER_NOT_FOUND = URI.create("urn:madang:problem:user-not-found");

  private final UserService users;

  UserServiceRecipients(UserService users) {
    this.users = users;
  }

  @Override
  public Optional<Recipient> find(UserId id) {
    try {
      return Optional.of(users.getUser(id));
    } catch (HttpClientErrorException.NotFound missing) {
      // Any other 404 comes from a wrong base URL: the user may exist.
      if (isUserNotFound(missing)) {
        return Optional.empty();
      }
      throw missing;
    }
  }

  private static boolean isUserNotFound(HttpClientErrorException missing) {
    var problem = missing.getResponseBodyAs(ProblemDetail.class);
    return problem != null && USER_NOT_FOUND.equals(problem.getType());
  }
}
