/** A small OpenID provider for development on one machine. */
@NullMarked
package dev.gatepost.local.issuer;

import org.jspecify.annotations.NullMarked;
