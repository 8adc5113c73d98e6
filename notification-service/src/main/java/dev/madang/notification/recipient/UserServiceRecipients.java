package dev.madang.notification.recipient;

import java.net.URI;
import java.util.Optional;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.registry.ImportHttpServices;

@Component
@ImportHttpServices(group = "user-service", types = UserService.class)
class UserServiceRecipients implements Recipients {

  private static final URI NO_SUCH_USER = URI.create("urn:madang:problem:user-not-found");

  private final UserService users;

  UserServiceRecipients(UserService users) {
    this.users = users;
  }

  @Override
  public Optional<Recipient> find(UserId id) {
    try {
      return Optional.of(users.user(id.value()));
    } catch (HttpClientErrorException.NotFound missing) {
      // Any other 404 is a wrong address of user-service, and no reason to forget a user.
      if (isNoSuchUser(missing)) {
        return Optional.empty();
      }
      throw missing;
    }
  }

  private static boolean isNoSuchUser(HttpClientErrorException missing) {
    var problem = missing.getResponseBodyAs(ProblemDetail.class);
    return problem != null && NO_SUCH_USER.equals(problem.getType());
  }
}
