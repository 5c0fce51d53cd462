/** The message API on AWS Lambda. */
@NullMarked
package dev.gatepost.lambda;

import org.jspecify.annotations.NullMarked;
