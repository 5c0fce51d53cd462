package dev.gatepost.peers.quarkus;

import dev.gatepost.peers.board.Board;
import dev.gatepost.peers.board.Message;
import dev.gatepost.peers.board.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestResponse;

/** The API on Quarkus. Nothing here blocks, so it stays on the event loop. */
@Path("/api/messages")
@Singleton
@Authenticated
@NonBlocking
public class MessagesResource {
  private final Board board = new Board();
  private final JsonWebToken token;

  MessagesResource(JsonWebToken token) {
    this.token = token;
  }

  /** Posts a message. */
  @POST
  public RestResponse<Message> post(NewMessage posted) {
    Message message = board.post(token.getSubject(), posted.text());
    return RestResponse.ResponseBuilder.<Message>created(
            URI.create("/api/messages/" + message.id()))
        .entity(message)
        .build();
  }

  /** Lists the newest. */
  @GET
  public Page newest() {
    return board.newest();
  }

  /** What is posted. */
  public record NewMessage(String text) {}
}
