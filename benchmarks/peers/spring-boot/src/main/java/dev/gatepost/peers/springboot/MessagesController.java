package dev.gatepost.peers.springboot;

import dev.gatepost.peers.board.Message;
import dev.gatepost.peers.board.Page;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/messages")
class MessagesController {
  private final Messages messages;

  MessagesController(Messages messages) {
    this.messages = messages;
  }

  @PostMapping
  ResponseEntity<Message> post(@AuthenticationPrincipal Jwt token, @RequestBody NewMessage posted) {
    Message message = messages.post(token.getSubject(), posted.text());
    return ResponseEntity.created(URI.create("/api/messages/" + message.id())).body(message);
  }

  @GetMapping
  Page newest() {
    return messages.newest();
  }

  record NewMessage(String text) {}
}
