package org.dslab.engine.minger;

import org.dslab.engine.octets.Octets;

/** A datagram socket connected to one host, used for one exchange only (DS-54). */
public interface DatagramPort {

    void send(Octets octets);

    /** Nothing arrives any more. */
    void close();
}
