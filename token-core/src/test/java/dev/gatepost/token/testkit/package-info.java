/** What a test needs to see good and bad tokens: an issuer of its own. */
@NullMarked
package dev.gatepost.token.testkit;

import org.jspecify.annotations.NullMarked;
