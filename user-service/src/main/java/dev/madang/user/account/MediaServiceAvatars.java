package dev.madang.user.account;

import dev.madang.user.profile.MediaId;
import dev.madang.user.profile.UserId;
import java.net.URI;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.registry.ImportHttpServices;

@Component
@ImportHttpServices(group = "media-service", types = MediaService.class)
class MediaServiceAvatars implements Avatars {

  private static final URI NO_SUCH_MEDIA = URI.create("urn:madang:problem:media-not-found");

  private final MediaService media;

  MediaServiceAvatars(MediaService media) {
    this.media = media;
  }

  @Override
  public void require(UserId user, MediaId avatar) {
    if (!stateOf(user, avatar).equals("ready")) {
      throw new AvatarNotFound();
    }
  }

  private String stateOf(UserId user, MediaId avatar) {
    try {
      return media.picture(user.value(), avatar.value()).state();
    } catch (HttpClientErrorException.NotFound missing) {
      // Any other 404 is a wrong address of media-service.
      throw isNoSuchMedia(missing) ? new AvatarNotFound() : missing;
    } catch (RestClientException away) {
      throw new MediaServiceAway(away);
    }
  }

  private static boolean isNoSuchMedia(HttpClientErrorException missing) {
    var problem = missing.getResponseBodyAs(ProblemDetail.class);
    return problem != null && NO_SUCH_MEDIA.equals(problem.getType());
  }
}
