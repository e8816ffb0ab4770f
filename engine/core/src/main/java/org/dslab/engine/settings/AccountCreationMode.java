package org.dslab.engine.settings;

/** How it is made sure that an address is not created at two sites. */
public enum AccountCreationMode {
    /** The guide's plain check-then-create; two sites at the same moment can both succeed (DS-42). */
    CHECK,
    /** The reserve protocol, in which they cannot (DS-43). */
    RESERVE
}
