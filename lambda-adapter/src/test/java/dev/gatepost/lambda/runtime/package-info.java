/**
 * Runs a packaged function in Lambda's own runtime client, with a stand-in for Lambda around it.
 */
@NullMarked
package dev.gatepost.lambda.runtime;

import org.jspecify.annotations.NullMarked;
