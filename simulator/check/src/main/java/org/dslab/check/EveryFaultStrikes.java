package org.dslab.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/** A fault that never touched any traffic proves nothing: the scenario may have passed because its fault missed. */
final class EveryFaultStrikes implements Checker {

    @Override
    public String name() {
        return "every-fault-strikes";
    }

    @Override
    public List<String> requirements() {
        return List.of("LAB-02");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        Map<Integer, Entry> untouched = new TreeMap<>();
        int injected = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.FaultInjected fault -> {
                    untouched.put(fault.fault(), entry);
                    injected++;
                }
                case Event.FaultTouched fault -> untouched.remove(fault.fault());
                default -> {}
            }
        }
        for (Entry entry : untouched.values()) {
            if (entry.event() instanceof Event.FaultInjected fault) {
                findings.violation(
                        "the fault \"" + fault.text() + "\" touched no traffic: the scenario may have passed because"
                                + " its fault missed",
                        entry.number());
            }
        }
        return findings.verdicts(Findings.count(injected, "fault has struck", "faults have struck"));
    }
}
