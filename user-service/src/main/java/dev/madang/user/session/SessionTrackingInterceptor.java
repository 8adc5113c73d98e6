package dev.madang.user.session;

import dev.madang.user.securityevent.ClientInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tracks the session of each request, so that users who sign in with Cognito itself have one. */
@Configuration(proxyBeanMethods = false)
class SessionTrackingInterceptor implements HandlerInterceptor, WebMvcConfigurer {

  private final Sessions sessions;

  SessionTrackingInterceptor(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/v{version}/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getUserPrincipal() instanceof JwtAuthenticationToken caller) {
      track(caller.getToken(), request);
    }
    return true;
  }

  private void track(Jwt token, HttpServletRequest request) {
    // Every user token has it, unless the pool's token revocation is disabled.
    if (token.hasClaim("origin_jti")) {
      sessions.track(token, ClientInfo.of(request));
    }
  }
}
