package dev.madang.user.profile;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.user.UserProblem.AVATAR_NOT_FOUND;

import dev.madang.user.UserId;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.registry.ImportHttpServices;

/** Checks with media-service that an avatar is a media item of the user that is ready. */
@Component
@ImportHttpServices(group = "media-service", types = MediaService.class)
class AvatarValidator {

  private static final URI MEDIA_NOT_FOUND = URI.create("urn:madang:problem:media-not-found");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final MediaService media;

  AvatarValidator(MediaService media) {
    this.media = media;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code avatar-not-found}, or {@code
   *     service-unavailable} if media-service does not respond
   */
  void validate(UserId user, ProfileUpdate update) {
    var avatar = update.avatarMediaId().flatMap(it -> it);
    if (avatar.isPresent() && !statusOf(user, avatar.get()).equals("ready")) {
      throw AVATAR_NOT_FOUND.exception();
    }
  }

  private String statusOf(UserId user, MediaId avatar) {
    try {
      return media.mediaItem(user.value(), avatar.value()).status();
    } catch (HttpClientErrorException.NotFound missing) {
      // Any other 404 is a wrong address of media-service.
      throw isMediaNotFound(missing) ? AVATAR_NOT_FOUND.exception(missing) : missing;
    } catch (RestClientException failure) {
      throw SERVICE_UNAVAILABLE.exception(failure).retryAfter(RETRY_AFTER);
    }
  }

  private static boolean isMediaNotFound(HttpClientErrorException missing) {
    var problem = missing.getResponseBodyAs(ProblemDetail.class);
    return problem != null && MEDIA_NOT_FOUND.equals(problem.getType());
  }
}
