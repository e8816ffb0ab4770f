package org.dslab.engine.minger;

import org.dslab.engine.address.EmailAddress;

/** What a responder may look into: this site's own addresses, never anybody else's (DS-51). */
@FunctionalInterface
public interface MingerDirectory {

    /** {@link MingerStatus#DOES_NOT_EXIST}, {@link MingerStatus#CANNOT_RECEIVE} or {@link MingerStatus#ACTIVE}. */
    MingerStatus statusOf(EmailAddress address);
}
