package org.dslab.server;

/** The attachment of a selection key. */
interface Selected {

    /** The channel is ready for something its key is interested in; called within a step. */
    void ready();
}
