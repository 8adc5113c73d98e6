package dev.madang.user.session;

import dev.madang.user.security.Origin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Sees the session of each user who asks, so that those who signed in at Cognito itself are listed
 * too.
 */
@Configuration(proxyBeanMethods = false)
class SightOfSessions implements HandlerInterceptor, WebMvcConfigurer {

  private final Sessions sessions;

  SightOfSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/v1/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getUserPrincipal() instanceof JwtAuthenticationToken caller) {
      see(caller.getToken(), request);
    }
    return true;
  }

  private void see(Jwt token, HttpServletRequest request) {
    // Every token of a user has it, unless the pool's token revocation is turned off.
    if (token.hasClaim("origin_jti")) {
      sessions.seen(token, Origin.of(request));
    }
  }
}
