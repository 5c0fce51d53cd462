/** Messages, their stores, and the transport-neutral HTTP API in front of both. */
module dev.gatepost.messages {
  requires transitive dev.gatepost.token;
  requires com.fasterxml.jackson.core;
  requires transitive java.sql;
  requires static org.jspecify;

  exports dev.gatepost.messages;
  exports dev.gatepost.messages.api;
  exports dev.gatepost.messages.jdbc;
}
