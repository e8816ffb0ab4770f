package org.dslab.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Collects what is wrong in one file, so that a person can mend all of it at once. At one place only the first problem
 * counts: what is found there later follows from it.
 */
public final class Problems {

    /** More than this many are not shown: by then the file is of another kind altogether. */
    public static final int LIMIT = 20;

    private final String file;
    private final TreeMap<Position, Problem> byPlace = new TreeMap<>();
    private final List<Problem> elsewhere = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    public void add(Position at, String message) {
        byPlace.putIfAbsent(at, new Problem(file, at, message));
    }

    public void add(YamlNode node, String message) {
        add(node.at(), message);
    }

    /** A problem in another file that this one names. */
    public void add(Problem problem) {
        elsewhere.add(problem);
    }

    public int count() {
        return byPlace.size() + elsewhere.size();
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    /** All problems, sorted by place, at most {@link #LIMIT} and a line that says how many more there are. */
    public List<Problem> sorted() {
        List<Problem> all = new ArrayList<>(byPlace.values());
        all.addAll(elsewhere);
        all.sort(Comparator.comparing((Problem problem) -> !problem.file().equals(file))
                .thenComparing(Problem::file)
                .thenComparing(Problem::position));
        if (all.size() <= LIMIT) {
            return all;
        }
        List<Problem> shown = new ArrayList<>(all.subList(0, LIMIT));
        shown.add(new Problem(file, Position.FILE, "and " + (all.size() - LIMIT) + " more problems"));
        return shown;
    }

    public void throwIfAny() throws InvalidFileException {
        if (!isEmpty()) {
            throw new InvalidFileException(sorted());
        }
    }
}
