package dev.gatepost.peers.vertx;

import dev.gatepost.peers.board.Board;
import dev.gatepost.peers.board.Message;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.JWTAuthHandler;

/** A server on an event loop of its own; all share the port and the board. */
final class MessagesVerticle extends VerticleBase {
  private final JWTAuth auth;
  private final Board board;

  MessagesVerticle(JWTAuth auth, Board board) {
    this.auth = auth;
    this.board = board;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.route("/api/*").handler(JWTAuthHandler.create(auth));
    router.get("/api/messages").handler(context -> context.json(board.newest()));
    router.post("/api/messages").handler(BodyHandler.create(false)).handler(this::post);
    int port = Integer.parseInt(System.getenv("PORT"));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }

  private void post(RoutingContext context) {
    String text = context.body().asJsonObject().getString("text");
    Message message = board.post(context.user().subject(), text);
    context.response().setStatusCode(201).putHeader("Location", "/api/messages/" + message.id());
    context.json(message);
  }
}
