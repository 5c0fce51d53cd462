/**
 * The message API on AWS Lambda: an event in, an answer out. Start at {@link
 * dev.gatepost.lambda.MessagesHandler}.
 */
@NullMarked
package dev.gatepost.lambda;

import org.jspecify.annotations.NullMarked;
