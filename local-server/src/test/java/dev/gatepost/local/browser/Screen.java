package dev.gatepost.local.browser;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A kind of screen that the page has to look right on. */
enum Screen {
  DESKTOP(1280, 900, "light"),
  DESKTOP_DARK(1280, 900, "dark"),
  PHONE(375, 740, "light"),
  NARROW_DARK(320, 640, "dark");

  private final int width;
  private final int height;
  private final String scheme;

  Screen(int width, int height, String scheme) {
    this.width = width;
    this.height = height;
    this.scheme = scheme;
  }

  /** In CSS pixels, scroll bar included. */
  int width() {
    return width;
  }

  /** For {@code Emulation.setDeviceMetricsOverride} of the DevTools protocol. */
  Map<String, Object> metrics() {
    return Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false);
  }

  /** For {@code Emulation.setEmulatedMedia} of the DevTools protocol. */
  Map<String, Object> media() {
    return Map.of(
        "features",
        List.of(
            Map.of("name", "prefers-color-scheme", "value", scheme),
            Map.of("name", "prefers-reduced-motion", "value", "reduce")));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
