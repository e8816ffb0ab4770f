package org.dslab.engine.accounts;

/** How an attempt to create, change or remove an address ended. */
public sealed interface CreationResult {

    record Done() implements CreationResult {}

    /**
     * Nothing was changed.
     *
     * @param again whether trying later can help (DS-41)
     * @param host the host that has the address or cannot be asked, or empty
     */
    record Refused(String reason, boolean again, String host) implements CreationResult {}
}
