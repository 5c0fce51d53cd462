package dev.gatepost.benchmarks.lambda;

import java.nio.file.Path;
import java.util.Map;

/**
 * A function to start.
 *
 * @param name for the table
 * @param taskRoot what its zip would hold
 * @param handler its class
 * @param environment its variables
 * @param event what it is called with
 */
record Variant(
    String name, Path taskRoot, Class<?> handler, Map<String, String> environment, String event) {}
