package dev.gatepost.token.guide;

import dev.gatepost.token.VerifiedToken;
import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.http.RequestGuard.Decision;
import dev.gatepost.token.http.RequestGuard.Granted;
import dev.gatepost.token.http.RequestGuard.Refused;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The guide's servlet filter. */
// guide: filter
public record GuardFilter(RequestGuard guard) implements Filter {
  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    List<String> authorization = Collections.list(request.getHeaders("Authorization"));
    Decision decision =
        guard.check(
            request.getMethod(),
            request.getRequestURI() + "?" + request.getQueryString(),
            Map.of("Authorization", authorization));
    if (decision instanceof Granted granted) {
      request.setAttribute(VerifiedToken.class.getName(), granted.token());
      chain.doFilter(request, response);
    } else if (decision instanceof Refused refused) {
      response.setStatus(refused.status());
      refused.headers().forEach(response::setHeader);
      response.getOutputStream().write(refused.body().getBytes(StandardCharsets.UTF_8));
    }
  }
}
// guide: end
