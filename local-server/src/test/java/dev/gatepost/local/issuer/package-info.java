@NullMarked
package dev.gatepost.local.issuer;

import org.jspecify.annotations.NullMarked;
