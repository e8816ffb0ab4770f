package org.dslab.check;

import java.util.List;
import org.dslab.history.Entry;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/** A rule that every run must obey, judged from its history alone: the same history gives the same verdicts. */
public interface Checker {

    /** In kebab case, as scenarios name it. */
    String name();

    /** Ids of the requirements it watches over, such as {@code DS-37}. */
    List<String> requirements();

    /** One verdict if the rule holds, else one for each violation. */
    List<Verdict> judge(List<Entry> history, Facts facts);
}
