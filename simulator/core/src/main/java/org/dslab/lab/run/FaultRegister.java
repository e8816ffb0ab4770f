package org.dslab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.lab.world.Fault;

/** The faults that are in force, by the names the scenario gave them. */
final class FaultRegister {

    private final List<Fault> active = new ArrayList<>();

    void add(Fault fault) {
        active.add(fault);
    }

    /** Takes out the faults of this name, or all. */
    List<Fault> remove(Optional<String> name) {
        List<Fault> removed = active.stream()
                .filter(fault -> name.isEmpty() || name.get().equals(fault.name()))
                .toList();
        active.removeAll(removed);
        return removed;
    }
}
