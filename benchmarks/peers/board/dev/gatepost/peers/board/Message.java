package dev.gatepost.peers.board;

/** What somebody posted, in the shape of the API's answer. */
public record Message(String id, String author, String text, String postedAt) {}
