package dev.gatepost.local.issuer;

import java.time.Instant;

/**
 * That somebody said who they are.
 *
 * @param person who
 * @param at when ({@code auth_time})
 */
record SignIn(Person person, Instant at) {}
