package org.dslab.engine.accounts;

import java.util.function.Consumer;

/** How it is made sure that an address is not created at two sites; the address has been found free here. */
interface CreationProtocol {

    /** Asks the sharing hosts and creates the address, or does not; {@code done} is called once. */
    void begin(Creation creation, Consumer<CreationResult> done);

    /** Attempts that are under way have not asked a new host: they are aborted (DS-43.7). */
    void hostsChanged();

    /** What an attempt ends with that was aborted. */
    static CreationResult.Refused aborted() {
        return new CreationResult.Refused("the sharing hosts have changed meanwhile; try again", true, "");
    }

    /** What an attempt ends with whose result could not be stored. */
    static CreationResult.Refused notStored() {
        return new CreationResult.Refused("it could not be stored", true, "");
    }
}
