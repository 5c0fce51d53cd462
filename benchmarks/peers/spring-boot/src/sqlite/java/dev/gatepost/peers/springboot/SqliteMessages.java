package dev.gatepost.peers.springboot;

import dev.gatepost.peers.board.Board;
import dev.gatepost.peers.board.Message;
import dev.gatepost.peers.board.Page;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

@Component
class SqliteMessages implements Messages {
  private static final RowMapper<Message> MESSAGE =
      (row, number) ->
          new Message(row.getString(1), row.getString(2), row.getString(3), row.getString(4));

  private final JdbcTemplate jdbc;

  SqliteMessages(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Message post(String author, String text) {
    String postedAt = Board.now();
    String id =
        jdbc.queryForObject(
            "INSERT INTO message (author, text, posted_at) VALUES (?, ?, ?) RETURNING id",
            String.class,
            author,
            text,
            postedAt);
    return new Message(id, author, text, postedAt);
  }

  @Override
  public Page newest() {
    return Page.of(
        jdbc.query(
            "SELECT id, author, text, posted_at FROM message ORDER BY id DESC LIMIT ?",
            MESSAGE,
            Page.SIZE + 1));
  }
}
