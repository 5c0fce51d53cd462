package dev.gatepost.peers.vertx;

import dev.gatepost.peers.board.Board;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The API on Vert.x. */
final class Application {
  private Application() {}

  /** Serves until the process is told to stop. */
  public static void main(String[] args) throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    JWTAuth auth = JWTAuth.create(vertx, trusted());
    Board board = new Board();
    // One for each processor, as its documentation advises.
    vertx
        .deployVerticle(
            () -> new MessagesVerticle(auth, board),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .await();
  }

  private static JWTAuthOptions trusted() throws IOException {
    String keys = Files.readString(Path.of(System.getenv("JWKS_FILE")));
    JWTAuthOptions options =
        new JWTAuthOptions()
            .setJWTOptions(
                new JWTOptions()
                    .setIssuer(System.getenv("ISSUER"))
                    .setAudience(List.of(System.getenv("AUDIENCE"))));
    new JsonObject(keys).getJsonArray("keys").forEach(key -> options.addJwk((JsonObject) key));
    return options;
  }
}
