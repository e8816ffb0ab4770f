package org.dslab.engine.event;

/** What the answers of all hosts come to (MINGER.md, DS-03 to DS-12). */
public enum LookupResult {
    /** A host has the address, active. */
    FOUND,
    /** Every host answered, none has it. */
    NOT_FOUND,
    /** No host has it active, none failed, at least one said 4 (DS-12). */
    CANNOT_RECEIVE,
    /** None has it active, and at least one gave no usable answer (DS-05). */
    UNDETERMINED
}
