package dev.gatepost.benchmarks.charts;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Horizontal bars in groups, as an SVG picture with a background of its own, so that it can be read
 * on pages of any colour.
 *
 * @param title what was measured
 * @param unit in which, and what is better
 * @param groups one below the other
 * @param scale whether bars of different groups can be compared
 */
record Chart(String title, String unit, List<Group> groups, Scale scale) {
  private static final int WIDTH = 800;
  private static final int MARGIN = 24;
  private static final int TOP = 84;
  private static final int ROW = 22;
  private static final int BETWEEN = 14;
  private static final int VALUE = 62;

  /** What the longest bar stands for. */
  enum Scale {
    /** The largest value of all. */
    COMMON,
    /** In each group its own largest value. */
    BY_GROUP
  }

  /** Whose bar it is, and with it its colour. */
  enum Kind {
    /** Gatepost's. */
    OURS("#0f766e", "#134e4a"),
    /** Another's. */
    OTHER("#b6bec8", "#3b4450"),
    /** What nobody can do without. */
    FLOOR("#dde2e8", "#6b7480");

    private final String bar;
    private final String text;

    Kind(String bar, String text) {
      this.bar = bar;
      this.text = text;
    }
  }

  /** Bars that belong together. */
  record Group(String name, List<Bar> bars) {
    Group {
      bars = List.copyOf(bars);
    }

    double largest() {
      return bars.stream().mapToDouble(Bar::value).max().orElse(0);
    }
  }

  /** A bar. */
  record Bar(String label, double value, Kind kind) {}

  Chart {
    groups = groups.stream().filter(group -> !group.bars().isEmpty()).toList();
  }

  String svg() {
    int height = TOP + MARGIN - BETWEEN;
    for (Group group : groups) {
      height += group.bars().size() * ROW + BETWEEN;
    }
    StringBuilder svg = new StringBuilder();
    append(
        svg,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" \
        font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13">
        <title>%s</title>
        <rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="#ffffff" stroke="#d5dae0"/>
        <text x="%d" y="38" font-size="18" font-weight="600" fill="#1b2129">%s</text>
        <text x="%d" y="60" fill="#56606b">%s</text>
        """,
        WIDTH,
        height,
        WIDTH,
        height,
        escape(title),
        WIDTH - 1,
        height - 1,
        MARGIN,
        escape(title),
        MARGIN,
        escape(unit));
    int y = TOP;
    for (Group group : groups) {
      append(svg, group, y);
      y += group.bars().size() * ROW + BETWEEN;
    }
    return svg.append("</svg>\n").toString();
  }

  private void append(StringBuilder svg, Group group, int top) {
    append(
        svg,
        "<text x=\"%d\" y=\"%d\" font-weight=\"600\" fill=\"#1b2129\">%s</text>%n",
        MARGIN,
        top + 15,
        escape(group.name()));
    double largest = scale == Scale.COMMON ? largest(Group::largest) : group.largest();
    int y = top;
    for (Bar bar : group.bars()) {
      append(svg, bar, y, largest);
      y += ROW;
    }
  }

  private void append(StringBuilder svg, Bar bar, int top, double largest) {
    int left = barsFrom();
    // What is there can be seen, however little it is.
    double width = Math.max(1.5, bar.value() / largest * (WIDTH - MARGIN - VALUE - left));
    String weight = bar.kind() == Kind.OURS ? "600" : "400";
    append(
        svg,
        """
        <text x="%d" y="%d" text-anchor="end" font-weight="%s" fill="%s">%s</text>
        <rect x="%d" y="%d" width="%.1f" height="%d" rx="2" fill="%s"/>
        <text x="%.1f" y="%d" font-weight="%s" fill="%s">%s</text>
        """,
        left - 10,
        top + 15,
        weight,
        bar.kind().text,
        escape(bar.label()),
        left,
        top + 2,
        width,
        ROW - 5,
        bar.kind().bar,
        left + width + 6,
        top + 15,
        weight,
        bar.kind().text,
        number(bar.value()));
  }

  private int barsFrom() {
    double names = largest(group -> textWidth(group.name()));
    double labels =
        largest(
            group -> group.bars().stream().mapToDouble(b -> textWidth(b.label())).max().orElse(0));
    return (int) (MARGIN + names + 18 + labels + 10);
  }

  private double largest(ToDoubleFunction<Group> size) {
    return groups.stream().mapToDouble(size).max().orElse(0);
  }

  // Of bold letters. Fonts differ; this is a little more than most need.
  private static double textWidth(String text) {
    return text.length() * 7.9;
  }

  /** Three digits, or as many as a larger number has. */
  static String number(double value) {
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
