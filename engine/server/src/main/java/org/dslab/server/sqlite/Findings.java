package org.dslab.server.sqlite;

import java.util.ArrayList;
import java.util.List;

/** What is lost or damaged in a spool, a sentence each; not more than anybody would read. */
final class Findings {

    private static final int MOST = 50;

    private final List<String> sentences = new ArrayList<>();
    private int more;

    void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        } else {
            more++;
        }
    }

    List<String> all() {
        List<String> all = new ArrayList<>(sentences);
        if (more > 0) {
            all.add("the spool has " + more + " more findings like these");
        }
        return all;
    }
}
