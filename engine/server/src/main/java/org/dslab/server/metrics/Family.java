package org.dslab.server.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** One metric with its series by label values (Prometheus text exposition format 0.0.4). Safe for several threads. */
final class Family {

    /** Far more than a site has hosts; what comes on top is counted together. */
    private static final int MOST_SERIES = 500;

    private static final String OTHER = "other";

    /** What a family is, in the words of the format. */
    enum Type {
        COUNTER,
        GAUGE
    }

    private final String name;
    private final Type type;
    private final String help;
    private final Map<String, LongAdder> series = new ConcurrentSkipListMap<>();

    Family(String name, Type type, String help) {
        this.name = name;
        this.type = type;
        this.help = help;
    }

    static Family counter(String name, String help) {
        return new Family(name, Type.COUNTER, help);
    }

    static Family gauge(String name, String help) {
        return new Family(name, Type.GAUGE, help);
    }

    /** A counter or gauge without labels is there from the start. */
    Family single() {
        series.put("", new LongAdder());
        return this;
    }

    void add(long count) {
        addTo("", count);
    }

    void count(String label, String value) {
        String labels = label(label, value);
        addTo(hasRoomFor(labels) ? labels : label(label, OTHER), 1);
    }

    void count(String label, String value, String secondLabel, String secondValue) {
        String both = label(label, value) + "," + label(secondLabel, secondValue);
        addTo(hasRoomFor(both) ? both : label(label, OTHER) + "," + label(secondLabel, secondValue), 1);
    }

    private boolean hasRoomFor(String labels) {
        return series.size() < MOST_SERIES || series.containsKey(labels);
    }

    private void addTo(String labels, long count) {
        series.computeIfAbsent(labels, key -> new LongAdder()).add(count);
    }

    private static String label(String name, String value) {
        boolean isPlain = value.indexOf('\\') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0;
        String escaped = isPlain
                ? value
                : value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }

    void appendTo(StringBuilder text) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ")
                .append(name)
                .append(' ')
                .append(type.name().toLowerCase(Locale.ROOT))
                .append('\n');
        series.forEach((labels, value) -> {
            text.append(name);
            if (!labels.isEmpty()) {
                text.append('{').append(labels).append('}');
            }
            text.append(' ').append(value.sum()).append('\n');
        });
    }
}
