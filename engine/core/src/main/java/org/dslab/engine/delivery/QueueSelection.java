package org.dslab.engine.delivery;

/** The messages of the queue that an operator means (DS-38). */
public sealed interface QueueSelection {

    /** All of them. */
    record All() implements QueueSelection {}

    /** The one with this queue id, or all that have this Message-ID field, angle brackets included. */
    record Message(String id) implements QueueSelection {}

    /** Those with recipients that go to this host: a sharing host's configured name, a host, or a host with its port. */
    record Host(String host) implements QueueSelection {}
}
