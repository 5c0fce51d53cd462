@NullMarked
package dev.gatepost.local.http;

import org.jspecify.annotations.NullMarked;
